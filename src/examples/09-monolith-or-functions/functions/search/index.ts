import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { sortBy } from "lodash";

const PRODUCTS = [{ name: "filter" }, { name: "espresso" }, { name: "flat white" }];

export const handler = async ({ queryStringParameters }: APIGatewayProxyEventV2) => {
  const wanted = queryStringParameters?.q ?? "";
  return sortBy(PRODUCTS, "name").filter(({ name }) => name.includes(wanted));
};
