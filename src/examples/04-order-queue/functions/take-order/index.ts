import { randomUUID } from "node:crypto";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const sqs = new SQSClient({});

// Answers when the order is safely in the queue, not when it is done.
export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  const order = { orderId: randomUUID(), ...JSON.parse(body ?? "{}") };
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify(order) }));
  return { statusCode: 202, headers: { "content-type": "application/json" }, body: JSON.stringify({ orderId: order.orderId }) };
};
