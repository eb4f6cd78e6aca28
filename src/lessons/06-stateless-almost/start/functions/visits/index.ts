import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

const COUNT_FILE = "/tmp/visits";
let inMemory = 0;

export const handler = async (event: APIGatewayProxyEventV2) => {
  if (event.queryStringParameters?.crash) process.exit(1);

  inMemory += 1;
  const inTmp = Number(await readFile(COUNT_FILE, "utf8").catch(() => "0")) + 1;
  await writeFile(COUNT_FILE, String(inTmp));

  await sleep(300); // Making the page takes a while.
  return { inMemory, inTmp };
};
