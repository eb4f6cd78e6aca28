import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.KEYS;

/**
 * Does the work unless some try before has written its key.
 * Of two tries at the same moment, the table lets one write.
 */
export async function once(id: string, work: () => Promise<void>) {
  const ConditionExpression = "attribute_not_exists(id)";
  try {
    await tables.send(new PutCommand({ TableName, Item: { id }, ConditionExpression }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    console.log(`${id} is known: nothing to do`);
    return;
  }
  try {
    await work();
  } catch (error) {
    // It was not done, so the next try may.
    await tables.send(new DeleteCommand({ TableName, Key: { id } }));
    throw error;
  }
}
