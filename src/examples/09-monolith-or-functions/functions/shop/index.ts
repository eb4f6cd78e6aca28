import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { addToCart, readCart } from "./cart";
import { readInvoice } from "./invoice";
import { searchProducts } from "./search";

// One function, every route: each cold start loads all of it, and all of it has one memory size and one time limit.
const ROUTES: Readonly<Record<string, (event: APIGatewayProxyEventV2) => unknown>> = {
  "GET cart": readCart,
  "POST cart": addToCart,
  "GET search": searchProducts,
  "GET invoice": readInvoice,
};

export const handler = async (event: APIGatewayProxyEventV2) => {
  const key = `${event.requestContext.http.method} ${event.pathParameters?.proxy}`;
  const route = ROUTES[key];
  return route ? route(event) : { statusCode: 404, body: `No route ${key}` };
};
