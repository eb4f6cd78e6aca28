/**
 * What set-ups commonly hold, in front of which version 1 deflates: names of fields in the order in which they are written,
 * and lines that functions often have. Frozen, every letter and every comma: links refer into it by place. A test knows
 * its checksum. What stands nearer to the end takes less room to refer to.
 */

/** Of functions, as people write them; the page's own templates among them. */
const CODE = `import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { PutEventsCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand, DeleteCommand } from "@aws-sdk/lib-dynamodb";

// Once per container: clients are made to be used again.
const s3 = new S3Client({});
const sqs = new SQSClient({});
const sns = new SNSClient({});
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

  const { Item } = await table.send(new GetCommand({ TableName: "orders", Key: { id } }));
  await table.send(new PutCommand({ TableName: process.env.TABLE_NAME, Item: { id, createdAt: new Date().toISOString() } }));
      UpdateExpression: "ADD #count :one", ExpressionAttributeNames: { "#count": "count" }, ExpressionAttributeValues: { ":one": 1 }, ConditionExpression: "attribute_not_exists(id)", ReturnValues: "ALL_NEW"
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify({ id }) }));
    await s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: key, Body: JSON.stringify(summary, null, 2), ContentType: "application/json" }));
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
    const bytes = await Body.transformToByteArray();
  for (const { s3: { bucket, object } } of event.Records) {
    // Keys arrive URL-encoded, a space as "+".
    const key = decodeURIComponent(object.key.replaceAll("+", " "));
  const batchItemFailures = [];
  for (const { messageId, body, attributes } of event.Records) {
    try {
      await work(JSON.parse(body));
    } catch (error) {
      console.error(error.message);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
  for (const record of event.Records) {
  for (const { dynamodb, eventName } of event.Records) { const { NewImage, OldImage, Keys } = dynamodb;
  await new Promise((resolve) => setTimeout(resolve, 200));
exports.handler = async (event, context) => {
  const response = await fetch("https://api.example.com/");
  if (!response.ok) throw new Error(
  const { requestContext, queryStringParameters, pathParameters, headers, body = "", isBase64Encoded } = event;
  return { statusCode: 404, headers: { "content-type": "application/json" }, body: JSON.stringify({ error: "Not found" }) };
import type { Context, APIGatewayProxyEventV2, APIGatewayProxyResultV2, S3Event, SQSEvent, ScheduledEvent, DynamoDBStreamEvent } from "aws-lambda";
export const handler = async (event: SQSEvent): Promise<void> => {
  const started = performance.now();
let count = 0;
const cache = new Map();
  console.log(JSON.stringify(event));
  return { statusCode: 200, body: JSON.stringify({ message: "Hello" }) };
export const handler = async (event) => {
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { greet } from "./greeting";

// Init: runs once per container. What it makes lives as long as the container.
const bornAt = Date.now();
let served = 0;

// Run: every request.
export const handler = async (event: APIGatewayProxyEventV2) => {
  served += 1;
  const name = event.queryStringParameters?.name ?? "world";
  console.log(\`\${served === 1 ? "cold" : "warm"}: request \${served} in this container\`);
  return { message: greet(name), served, containerAgeMs: Date.now() - bornAt };
};
export const greet = (name: string) => \`Hello, \${name}\`;
`;

/** Of settings, as they are written: rare ones first, and what every set-up has at the end. */
const SETTINGS = [
  '"fleet":[{"type":"configured","atMs":0,"settings":{"accountConcurrency":1000,"browserContainerLimit":64,"idleLifetimeMs":300000,"billInit":true,"modelProvisioning":false}},{"type":"deployed","atMs":0,"functionName":"hello","version":"1","memoryMb":128,"timeoutMs":3000},{"type":"ended","atMs":1,"containerId":"c-04","functionName":"hello","version":"1","because":"idle-too-long","reason":"Idle for longer than","how":"evicted","served":1},{"type":"started","atMs":1,"containerId":"c-05","functionName":"hello","version":"1","because":"all-busy","reason":"Cold: 9 of 9 containers busy. One container serves one request.","memoryMb":128},',
  '"run":{"format":"coldstart-run","version":2,"name":"This page, the newest 200 of 1,000 requests","origin":"measured","profile":"aws-lambda","settings":{"accountConcurrency":1000,"browserContainerLimit":64,"idleLifetimeMs":300000,"billInit":true,"modelProvisioning":false},"startedAtMs":17,"spanMs":1,"definitions":[{"functionName":"hello","version":"1","memoryMb":128}],"containers":["c-01","c-02","c-03","c-04","c-05","c-06","c-07","c-08","c-09","c-10"],"reasons":[{"kind":"from-zero","text":"Cold: scaled to zero. Nothing was running."},{"kind":"first-start","text":"Cold: first request after deploy. Nothing was running."},{"kind":"all-busy","text":"Cold: 1 of 1 container busy. One container serves one request."},{"kind":"reused","text":"Warm: reused. No init."}],"count":200,"rows":{"arrived":[1],"queue":0,"provision":0,"init":[0,0,0,0,0,0,0,0,0,0,0,0,0],"duration":[1],"later":0,"billedMore":0,"container":[1,1,1,1,2,1,2,1,3],"definition":0,"reason":[0,1,1,1,1,1,1],"status":0,"trigger":0,"flags":[3,0,0,0,0,0,0,0,0,0,0]},',
  '"classroom":{"title":"","lockedFiles":[],"hintsHidden":true,"asksForResult":true},"result":{"from":"","note":"","lesson":{"id":"","stepsDone":["',
  '"figures":{"requests":,"coldStarts":,"errors":0,"p95Ms":,"billedMbMs":,"costUsd":0.0000',
  '"network":{"allowedHosts":["api.example.com"],"recorded":[{"host":"api.example.com","method":"GET","path":"/","status":200,"headers":{"content-type":"application/json"},"body":"{',
  '"api":{"cors":{"allowOrigins":["*"],"allowMethods":["GET","POST"],"allowHeaders":["content-type"],"exposeHeaders":[],"allowCredentials":true,"maxAgeS":600}}',
  '"secrets":{"parameters":{"/app/"alarms":[{"name":"many-errors","metric":"errors","of":"statistic":"sum","periodMs":60000,"evaluationPeriods":1,"datapointsToAlarm":',
  '"metric":"duration","throttles","concurrent-executions","invocations","queue-age","dead-letters","statistic":"average","maximum","p95","p99"',
  '"threshold":1,"comparison":">=","missingData":"not-breaching","queue":"topics":[{"name":"orders","kind":"bus","queues":[{"queue":"","rawDelivery":true,"filter":{"filterScope":"MessageBody"',
  '"tables":[{"name":"orders","partitionKey":"id","partitionKeyType":"N","sortKey":"createdAt","keyTypes":"of-first-item","stream":"new-and-old-images","items":[{"id":"1","name":"',
  '"queues":[{"name":"jobs","fifo":true,"contentBasedDeduplication":true,"visibilityTimeoutMs":30000,"delayMs":0,"retentionMs":1209600000,"deadLetterQueue":"failed","maxReceiveCount":3},{"name":"failed","retentionMs":1209600000}]',
  '"buckets":["photos","files"],',
  '"asyncInvocation":{"maximumRetryAttempts":0,"maximumEventAgeMs":60000,"deadLetterQueue":"","onSuccess":{"type":"queue","name":"","onFailure":{"type":"queue","name":"failed"}},',
  '"reservedConcurrency":1,"provisionedConcurrency":1,"logFormat":"JSON","nodeRuntime":"nodejs24.x","handler":"index.handler","memoryMb":256,"memoryMb":512,"memoryMb":1024,"timeoutMs":10000,"timeoutMs":30000,"environment":{"TABLE_NAME":"","STAGE":"',
  '{"type":"alarm","alarm":"{"type":"topic","topic":"orders","filter":{"{"type":"table","table":"orders","batchSize":100,"batchingWindowMs":1000,"startingPosition":"TRIM_HORIZON","bisectOnError":true,"maximumRetryAttempts":2,"maximumRecordAgeMs":60000,"onFailure":',
  '{"type":"upload","bucket":"photos","events":["created","removed"],"prefix":"uploads/","suffix":".jpg"},{"type":"schedule","expression":"rate(5 minutes)","cron(0 3 * * ? *)","timeZone":"Europe/Berlin","input":{"enabled":false}',
  '{"type":"queue","queue":"jobs","partialBatchResponses":true,"maximumConcurrency":2,"filters":[{"body":{"type":"function-url","cors":{',
  '"savedEvents":[{"functionName":"hello","name":"","draft":{"method":"POST","target":"/orders","headers":[{"name":"content-type","value":"application/json"}],"body":"{\\"id\\":',
  '"load":{"requests":1000,"by":"duration","durationS":60,"pace":"concurrency","ratePerSecond":100,"concurrency":20,"pattern":"burst","pattern":"spike","pattern":"ramp","pattern":"day","seed":2},"settings":{"accountConcurrency":10,"idleLifetimeMs":60000,"billInit":false,"modelProvisioning":true},"bill":{"serverId":"t4g.medium","loadBalancer":true,"freeTier":true},',
  '"drafts":{"hello":{"mode":"event","event":"{\\n  \\"',
  '"trigger":"","events":{"',
  '"panels":{"view":"map","view":"observe","mobilePane":"trigger","openTabs":[{"functionName":"hello","path":"index.ts"},{"functionName":"hello","path":"greeting.ts"}],"activeFile":{"functionName":"hello","path":"index.mjs"},"activeFunction":"hello","openService":{"kind":"table","name":"orders"},"observeTab":"bill","observeQuery":"status:error"},"lesson":"02-first-function",',
  '","triggers":[{"type":"http","method":"POST","path":"/orders/{id}"},{"type":"http","method":"ANY","path":"$default"}]},{"name":"","files":{"index.mjs":"',
  '","triggers":[{"type":"http","path":"/hello"}]}]},"drafts":{},"savedEvents":[],"load":{},"settings":{},"bill":{},"panels":{}}',
  '{"project":{"name":"hello","functions":[{"name":"hello","runtime":"typescript","files":{"index.ts":"',
].join("");

export const DICTIONARY_V1: Uint8Array = new TextEncoder().encode(JSON.stringify(CODE).slice(1, -1) + SETTINGS);
