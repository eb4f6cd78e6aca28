/** The names and environment variables that Lambda gives a container. Key and token are AWS's documentation examples. */
import { functionArn, REGION } from "../platform/aws-names.ts";
import type { ContainerIdentity } from "../protocol/to-container.ts";

export interface FunctionFacts {
  readonly name: string;
  readonly handler: string;
  readonly nodeRuntime: "nodejs22.x" | "nodejs24.x";
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** 2026/01/31/[$LATEST]0123…: one stream a container, as CloudWatch shows. */
export function logStreamName(atMs: number, randomHex32: string): string {
  return `${new Date(atMs).toISOString().slice(0, 10).replaceAll("-", "/")}/[$LATEST]${randomHex32}`;
}

export function identityOf(facts: FunctionFacts, streamName: string): ContainerIdentity {
  return {
    functionName: facts.name,
    functionVersion: "$LATEST",
    invokedFunctionArn: functionArn(facts.name),
    memoryLimitInMB: String(facts.memoryMb),
    logGroupName: `/aws/lambda/${facts.name}`,
    logStreamName: streamName,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html; the person's own come last but cannot replace the reserved ones. */
export function environmentOf(facts: FunctionFacts, identity: ContainerIdentity, provisioned: boolean): Record<string, string> {
  return {
    LANG: "en_US.UTF-8",
    PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    LD_LIBRARY_PATH: "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
    NODE_PATH: "/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task",
    ...facts.environment,
    TZ: ":UTC",
    _HANDLER: facts.handler,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EXECUTION_ENV: `AWS_Lambda_${facts.nodeRuntime}`,
    AWS_LAMBDA_FUNCTION_NAME: facts.name,
    AWS_LAMBDA_FUNCTION_VERSION: identity.functionVersion,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: identity.memoryLimitInMB,
    AWS_LAMBDA_INITIALIZATION_TYPE: provisioned ? "provisioned-concurrency" : "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: identity.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: identity.logStreamName,
    AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    AWS_SESSION_TOKEN: "EXAMPLETOKEN",
    LAMBDA_TASK_ROOT: "/var/task",
    LAMBDA_RUNTIME_DIR: "/var/runtime",
  };
}
