/** What changes in a table, one record for each change, in order for each key. */
import { javascriptTemplate, nameBeside } from "./function-template.ts";

const CODE = `import { unmarshall } from "@aws-sdk/util-dynamodb";

// { price: { N: "3" } } as DynamoDB writes it becomes { price: 3 }.
const plain = (image) => (image ? unmarshall(image) : undefined);

function changedFields(before = {}, after = {}) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

// A record that throws comes again, and everything behind it waits: catch what can be lived with.
export const handler = async (event) => {
  for (const { eventName, dynamodb } of event.Records) {
    const before = plain(dynamodb.OldImage);
    const after = plain(dynamodb.NewImage);
    console.log(eventName, plain(dynamodb.Keys), "changed:", changedFields(before, after).join(", "));
  }
};
`;

const tableOf = (name: string) => nameBeside(name, "items");

export const TABLE_STREAM = javascriptTemplate({
  id: "table-stream",
  label: "Table stream",
  description: "Sees each change of a table, old image and new.",
  code: CODE,
  trigger: (name) => ({
    type: "table",
    table: tableOf(name),
    batchSize: 100,
    batchingWindowMs: 0,
    startingPosition: "LATEST",
    bisectOnError: true,
    maximumRetryAttempts: 2,
    maximumRecordAgeMs: -1,
    partialBatchResponses: false,
    filters: [],
  }),
  services: (name) => ({
    tables: [
      {
        name: tableOf(name),
        partitionKey: "id",
        partitionKeyType: "S",
        sortKeyType: "S",
        stream: "new-and-old-images",
        items: [
          { id: "espresso", priceEur: 2.6 },
          { id: "filter", priceEur: 3.2 },
        ],
      },
    ],
  }),
});
