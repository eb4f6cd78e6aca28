/**
 * The npm packages that belong to Lambda's Node.js runtime here, besides Node's own modules: AWS's SDK v3, as far as this
 * playground answers it. On Lambda they lie in /var/runtime/node_modules; they do not count in a function's package size.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */

export const RUNTIME_PACKAGES: readonly string[] = [
  "@aws-sdk/client-dynamodb",
  "@aws-sdk/client-eventbridge",
  "@aws-sdk/client-lambda",
  "@aws-sdk/client-s3",
  "@aws-sdk/client-secrets-manager",
  "@aws-sdk/client-sns",
  "@aws-sdk/client-sqs",
  "@aws-sdk/client-ssm",
  "@aws-sdk/lib-dynamodb",
  "@aws-sdk/s3-request-presigner",
  "@aws-sdk/util-dynamodb",
  "@smithy/node-http-handler",
];
