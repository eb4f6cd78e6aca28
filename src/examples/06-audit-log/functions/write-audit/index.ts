import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent } from "aws-lambda";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

type Image = Parameters<typeof unmarshall>[0] | undefined;
const plain = (image: unknown) => (image ? unmarshall(image as NonNullable<Image>) : undefined);

export const handler = async (event: DynamoDBStreamEvent) => {
  for (const { eventID, eventName, dynamodb } of event.Records) {
    const [before, after] = [plain(dynamodb?.OldImage), plain(dynamodb?.NewImage)];
    // The event's own id: a batch that comes twice writes each line once.
    await table.send(
      new PutCommand({
        TableName: "audit",
        Item: { id: eventID, what: eventName, account: (after ?? before)?.id, before: before ?? null, after: after ?? null },
      }),
    );
    console.log(eventName, (after ?? before)?.id, before?.balance, "->", after?.balance);
  }
};
