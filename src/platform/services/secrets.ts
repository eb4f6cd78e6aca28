/**
 * The project's secrets (Secrets Manager) and parameters (Systems Manager), to be read by functions. Writing is refused:
 * the project's settings hold them. Every parameter is of type String; decryption may be asked for and changes nothing.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/ and https://docs.aws.amazon.com/systems-manager/latest/APIReference/
 */
import { ACCOUNT_ID, parameterArn, REGION } from "../aws-names.ts";
import { nameUuid } from "./name-uuid.ts";
import { type JsonObject, ServiceError } from "./service-call.ts";
import type { Reply, ServiceContext } from "./service-context.ts";
import type { ServicesConfig } from "./services-config.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const NAMES_LIMIT = 10;
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
const PARAMETER_PAGE = 10;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
const SECRET_PAGE = 100;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html */
const BATCH_LIMIT = 20;

type Input = Readonly<Record<string, unknown>>;

interface Entry {
  readonly value: string;
  /** Counts the values it had while this page was open. */
  readonly version: number;
  readonly changedAtMs: number;
}

export class Secrets {
  readonly #context: Pick<ServiceContext, "nowMs">;
  #secrets = new Map<string, Entry>();
  #parameters = new Map<string, Entry>();

  constructor(context: Pick<ServiceContext, "nowMs">) {
    this.#context = context;
  }

  configure({ secrets, parameters }: Pick<ServicesConfig, "secrets" | "parameters">): void {
    const nowMs = this.#context.nowMs();
    this.#secrets = entriesOf(secrets, this.#secrets, nowMs);
    this.#parameters = entriesOf(parameters, this.#parameters, nowMs);
  }

  /** Throws ServiceError. */
  call(service: "secretsmanager" | "ssm", operation: string, input: Input, reply: Reply): void {
    reply({ ok: true, output: service === "ssm" ? this.#ofParameters(operation, input) : this.#ofSecrets(operation, input) });
  }

  #ofSecrets(operation: string, input: Input): JsonObject {
    switch (operation) {
      case "GetSecretValue":
        return this.#secretValue(input);
      case "BatchGetSecretValue":
        return this.#secretValues(input.SecretIdList);
      case "DescribeSecret":
        return describeSecret(...this.#secret(input.SecretId));
      case "ListSecrets": {
        const { page, next } = pageOf([...this.#secrets], input, SECRET_PAGE);
        return { SecretList: page.map(([name, entry]) => describeSecret(name, entry)), ...next };
      }
      default:
        throw unknownOperation(
          "Secrets Manager",
          operation,
          "GetSecretValue, BatchGetSecretValue, DescribeSecret and ListSecrets",
          "Secrets",
        );
    }
  }

  #secret(id: unknown): readonly [string, Entry] {
    if (typeof id !== "string" || id === "") throw missing("secretId");
    const given = id.split(":secret:")[1] ?? id;
    const isArn = given !== id;
    for (const [name, entry] of this.#secrets) {
      // By name, by ARN, or by ARN without the six characters at its end.
      if (name === given || (isArn && secretArn(name) === id)) return [name, entry];
    }
    throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  #secretValue({ SecretId, VersionId, VersionStage }: Input): JsonObject {
    const [name, entry] = this.#secret(SecretId);
    const versionId = versionIdOf(name, entry);
    const notFound = (what: string) =>
      new ServiceError("ResourceNotFoundException", `Secrets Manager can't find the specified secret value for ${what}`);
    if (VersionId !== undefined && VersionId !== versionId) throw notFound(`VersionId: ${String(VersionId)}`);
    if (VersionStage !== undefined && VersionStage !== "AWSCURRENT") throw notFound(`staging label: ${String(VersionStage)}`);
    return {
      ARN: secretArn(name),
      Name: name,
      VersionId: versionId,
      SecretString: entry.value,
      VersionStages: ["AWSCURRENT"],
      CreatedDate: entry.changedAtMs / 1000,
    };
  }

  #secretValues(given: unknown): JsonObject {
    const ids: readonly unknown[] = Array.isArray(given) ? given : [];
    if (ids.length === 0 || ids.length > BATCH_LIMIT) {
      throw new ServiceError(
        "InvalidParameterException",
        `SecretIdList names 1 to ${BATCH_LIMIT} secrets; filters are not in this playground.`,
      );
    }
    const values: JsonObject[] = [];
    const errors: JsonObject[] = [];
    for (const id of ids) {
      try {
        values.push(this.#secretValue({ SecretId: id }));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        errors.push({ SecretId: String(id), ErrorCode: error.failure.code, Message: error.failure.message });
      }
    }
    return { SecretValues: values, Errors: errors };
  }

  #ofParameters(operation: string, input: Input): JsonObject {
    switch (operation) {
      case "GetParameter":
        return { Parameter: this.#parameter(input.Name) };
      case "GetParameters":
        return this.#named(input.Names);
      case "GetParametersByPath":
        return this.#below(input);
      default:
        throw unknownOperation("Systems Manager", operation, "GetParameter, GetParameters and GetParametersByPath", "Parameters");
    }
  }

  /** By name or ARN, with ":version" at its end or without. */
  #parameter(given: unknown): JsonObject {
    if (typeof given !== "string" || given === "") throw missing("name");
    const [, fromArn] = given.match(/^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/.*)$/) ?? [];
    const [path = "", selector] = (fromArn ?? given).split(":");
    // An ARN writes "/a/b" and "b" alike, with one slash after "parameter".
    const name = fromArn !== undefined && !this.#parameters.has(path) ? path.slice(1) : path;
    const entry = this.#parameters.get(name);
    // AWS sends no message with this error: the SDK for JavaScript makes it "UnknownError".
    if (!entry) throw new ServiceError("ParameterNotFound", "UnknownError");
    if (selector !== undefined && selector !== String(entry.version)) {
      throw new ServiceError(
        "ParameterVersionNotFound",
        `Systems Manager could not find version ${selector} of ${name}. Verify the version and try again.`,
      );
    }
    return { ...describeParameter(name, entry), ...(selector === undefined ? {} : { Selector: `:${selector}` }) };
  }

  #named(given: unknown): JsonObject {
    const names: readonly unknown[] = Array.isArray(given) ? given : [];
    if (names.length === 0) throw missing("names");
    if (names.length > NAMES_LIMIT) {
      throw new ServiceError(
        "ValidationException",
        `1 validation error detected: Value '[${names.length} names]' at 'names' failed to satisfy constraint: Member must have length less than or equal to ${NAMES_LIMIT}`,
      );
    }
    const found: JsonObject[] = [];
    const invalid: string[] = [];
    for (const name of new Set(names)) {
      try {
        found.push(this.#parameter(name));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        invalid.push(String(name));
      }
    }
    return { Parameters: found, InvalidParameters: invalid };
  }

  #below(input: Input): JsonObject {
    const { Path: path, Recursive: recursive } = input;
    if (typeof path !== "string" || !path.startsWith("/")) {
      throw new ServiceError("ValidationException", 'The path does not begin with a forward slash "/". Write Path: "/shop/prod".');
    }
    const prefix = path.endsWith("/") ? path : `${path}/`;
    const names = [...this.#parameters].filter(
      ([name]) => name.startsWith(prefix) && (recursive === true || !name.slice(prefix.length).includes("/")),
    );
    const { page, next } = pageOf(names, input, PARAMETER_PAGE);
    return { Parameters: page.map(([name, entry]) => describeParameter(name, entry)), ...next };
  }
}

/** Secrets Manager adds a dash and six characters of chance to the name. */
const secretArn = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT_ID}:secret:${name}-${nameUuid(name).slice(0, 6)}`;

/** What keeps its value keeps its version. */
function entriesOf(values: Readonly<Record<string, string>>, before: ReadonlyMap<string, Entry>, nowMs: number): Map<string, Entry> {
  return new Map(
    Object.entries(values).map(([name, value]) => {
      const old = before.get(name);
      return [name, old?.value === value ? old : { value, version: (old?.version ?? 0) + 1, changedAtMs: nowMs }];
    }),
  );
}

/** The same value has the same id, after a reload too. */
const versionIdOf = (name: string, { value }: Entry) => nameUuid(`${name}\n${value}`);

const describeSecret = (name: string, entry: Entry): JsonObject => ({
  ARN: secretArn(name),
  Name: name,
  CreatedDate: entry.changedAtMs / 1000,
  LastChangedDate: entry.changedAtMs / 1000,
  SecretVersionsToStages: { [versionIdOf(name, entry)]: ["AWSCURRENT"] },
});

const describeParameter = (name: string, { value, version, changedAtMs }: Entry): JsonObject => ({
  Name: name,
  Type: "String",
  Value: value,
  Version: version,
  LastModifiedDate: changedAtMs / 1000,
  ARN: parameterArn(name),
  DataType: "text",
});

function pageOf<T>(
  all: readonly T[],
  { MaxResults: asked, NextToken: token }: Input,
  most: number,
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const size = typeof asked === "number" && asked >= 1 && asked <= most ? Math.floor(asked) : most;
  const from = typeof token === "string" && /^\d{1,9}$/.test(token) ? Number(token) : 0;
  return { page: all.slice(from, from + size), next: from + size < all.length ? { NextToken: String(from + size) } : {} };
}

const missing = (member: string) =>
  new ServiceError(
    "ValidationException",
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );

const unknownOperation = (service: string, operation: string, known: string, what: string) =>
  new ServiceError(
    "UnknownOperationException",
    `${service}'s ${operation} is not in this playground: ${known} are. ${what} are set in the project's settings.`,
  );
