import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { z } from "zod";

const Item = z.object({ product: z.string(), count: z.number().int().positive() });

export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  const item = Item.safeParse(JSON.parse(body ?? "null"));
  return item.success ? { added: item.data } : { statusCode: 400, body: item.error.message };
};
