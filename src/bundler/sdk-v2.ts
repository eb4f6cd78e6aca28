/**
 * `aws-sdk`, the second version of AWS's SDK: Lambda's runtimes have not brought it along since Node.js 18, and code that
 * asks for it fails when it is loaded. What to use instead is told per client, as far as the code shows which it means.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */
import type { Refusal } from "./node-compat.ts";

/** A name of v2, as code writes it after `AWS.`, and the package of v3. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  "DynamoDB.DocumentClient": "@aws-sdk/lib-dynamodb",
  DynamoDB: "@aws-sdk/client-dynamodb",
  EventBridge: "@aws-sdk/client-eventbridge",
  Lambda: "@aws-sdk/client-lambda",
  S3: "@aws-sdk/client-s3",
  SNS: "@aws-sdk/client-sns",
  SQS: "@aws-sdk/client-sqs",
  SSM: "@aws-sdk/client-ssm",
  SecretsManager: "@aws-sdk/client-secrets-manager",
};

export function isSdkV2(specifier: string): boolean {
  return specifier === "aws-sdk" || specifier.startsWith("aws-sdk/");
}

/** `text`: of the file that asks for it. */
export function sdkV2Missing(specifier: string, importer: string, text: string): Refusal {
  const meant = Object.keys(REPLACEMENTS).filter((name) => means(specifier, text, name));
  const told = meant.map((name) => `${REPLACEMENTS[name]} for ${name}`);
  const instead = told.length === 0 ? "@aws-sdk/client-s3, @aws-sdk/lib-dynamodb and their like" : told.join(", ");
  return {
    code: "sdk-v2",
    text: `${importer} asks for "${specifier}", version 2 of AWS's SDK: Lambda's runtimes have not had it since Node.js 18, so this fails when it is loaded.`,
    remedy: `Use version 3, which is part of the runtime: ${instead}.`,
  };
}

/** `new AWS.S3()`, `{ S3 } = require("aws-sdk")`, `require("aws-sdk/clients/s3")`. */
function means(specifier: string, text: string, name: string): boolean {
  if (specifier.toLowerCase() === `aws-sdk/clients/${name.toLowerCase()}`) return true;
  if (name === "DynamoDB") return /\bDynamoDB\b(?!\s*\.\s*DocumentClient)/.test(text);
  return new RegExp(`(?<![\\w$"'-])${name.replace(".", "\\s*\\.\\s*")}\\b`).test(text);
}
