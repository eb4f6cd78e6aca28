import type { APIGatewayProxyEventV2 } from "aws-lambda";

const PRODUCTS = [{ name: "filter" }, { name: "espresso" }, { name: "flat white" }];

export const handler = async ({ queryStringParameters }: APIGatewayProxyEventV2) => {
  const wanted = queryStringParameters?.q ?? "";
  return PRODUCTS.filter(({ name }) => name.includes(wanted)).toSorted((a, b) => a.name.localeCompare(b.name));
};
