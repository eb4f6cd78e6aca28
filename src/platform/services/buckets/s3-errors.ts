/** S3's refusals with S3's own codes and messages: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
import { type JsonObject, ServiceError } from "../service-call.ts";

export const noSuchBucket = (bucket: string): ServiceError =>
  new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: bucket });

export const noSuchKey = (key: string): ServiceError =>
  new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key: key });

/** The answer to a HEAD has no body, so S3 cannot say whether it is the bucket or the key. */
export const notFound = (): ServiceError => new ServiceError("NotFound", "Not Found", 404);

export const notModified = (): ServiceError => new ServiceError("NotModified", "Not Modified", 304);

export const preconditionFailed = (condition: string): ServiceError =>
  new ServiceError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, { Condition: condition });

export const invalidArgument = (message: string, name: string, value?: string): ServiceError =>
  new ServiceError("InvalidArgument", message, 400, {
    ArgumentName: name,
    ...(value === undefined ? {} : { ArgumentValue: value }),
  } satisfies JsonObject);

export const invalidRange = (range: string, sizeBytes: number): ServiceError =>
  new ServiceError("InvalidRange", "The requested range is not satisfiable", 416, {
    RangeRequested: range,
    ActualObjectSize: String(sizeBytes),
  });

export const malformedXml = (): ServiceError =>
  new ServiceError("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema", 400);

/** The message is ours: it says what the playground has instead. */
export const notImplemented = (message: string): ServiceError => new ServiceError("NotImplemented", message, 501);
