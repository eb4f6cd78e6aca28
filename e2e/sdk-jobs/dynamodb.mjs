import { ConditionalCheckFailedException, DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";

const low = new DynamoDBClient({});
const client = DynamoDBDocumentClient.from(low);
const TableName = "orders";

export const handler = async () => {
  await low.send(new PutItemCommand({ TableName, Item: { customer: { S: "bob" }, at: { N: "1" }, paid: { BOOL: true } } }));
  const lowItem = await low.send(new GetItemCommand({ TableName, Key: { customer: { S: "bob" }, at: { N: "1" } } }));
  for (const at of [3, 1, 2])
    await client.send(new PutCommand({ TableName, Item: { customer: "ada", at, amount: at * 10.5, tags: ["a", { n: null }] } }));
  const { Items, Count } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: "customer = :c AND #at >= :from",
      FilterExpression: "amount < :max",
      ProjectionExpression: "#at, tags[1]",
      ExpressionAttributeNames: { "#at": "at" },
      ExpressionAttributeValues: { ":c": "ada", ":from": 1, ":max": 30 },
      ScanIndexForward: false,
    }),
  );
  const updated = await client.send(
    new UpdateCommand({
      TableName,
      Key: { customer: "ada", at: 1 },
      UpdateExpression: "SET amount = amount + :more, seen = if_not_exists(seen, :zero) REMOVE tags",
      ConditionExpression: "attribute_exists(customer) AND amount < :limit",
      ExpressionAttributeValues: { ":more": 1, ":zero": 0, ":limit": 100 },
      ReturnValues: "ALL_NEW",
    }),
  );
  const refused = await client
    .send(new PutCommand({ TableName, Item: { customer: "ada", at: 1 }, ConditionExpression: "attribute_not_exists(customer)" }))
    .catch((error) => ({
      name: error.name,
      isIt: error instanceof ConditionalCheckFailedException,
      message: error.message,
      status: error.$metadata.httpStatusCode,
    }));
  const deleted = await client.send(new DeleteCommand({ TableName, Key: { customer: "ada", at: 2 }, ReturnValues: "ALL_OLD" }));
  const gone = await client.send(new GetCommand({ TableName, Key: { customer: "ada", at: 2 } }));
  const noTable = await client.send(new GetCommand({ TableName: "nowhere", Key: { id: 1 } })).catch((error) => error.name);
  return {
    low: lowItem.Item,
    query: { Items, Count },
    updated: updated.Attributes,
    refused,
    deleted: deleted.Attributes.amount,
    gone: gone.Item ?? null,
    noTable,
  };
};
