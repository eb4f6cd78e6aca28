/**
 * The project's services: made, changed and removed in the project, called through the port. A change is read by the
 * project's own parser before it counts; what waits in a service that stays is not touched.
 */
import type { ServiceAnswer } from "../platform/services/service-call.ts";
import { type Project, parseProject } from "../project/schema.ts";
import type { ServiceDefinition, ServiceIntents } from "./intents.ts";
import { ProblemError, valueOrThrow } from "./problem.ts";
import type { Reach } from "./reach.ts";
import { withoutService, withService } from "./service-changes.ts";
import type { ServiceRef } from "./state.ts";

export function createServicesSlice({ port, get, set }: Reach): ServiceIntents {
  const change = (project: Project, openService: ServiceRef | undefined) => {
    valueOrThrow(parseProject(project));
    set({ project, openService });
  };
  const refOf = ({ kind, config }: ServiceDefinition): ServiceRef => ({ kind, name: config.name });

  const call: ServiceIntents["callService"] = async (asked) => outputOrThrow(await port.callService(asked));

  return {
    openService: (openService) => set({ openService, ...(openService ? { view: "build" } : {}) }),

    addService: (definition) => change(withService(get().project, undefined, definition), refOf(definition)),

    updateService: (name, definition) => change(withService(get().project, name, definition), refOf(definition)),

    removeService(service) {
      const { project, openService } = get();
      const isOpen = openService?.kind === service.kind && openService.name === service.name;
      change(withoutService(project, service), isOpen ? undefined : openService);
    },

    setSecrets: (secrets) => change({ ...get().project, secrets }, get().openService),

    setParameters: (parameters) => change({ ...get().project, parameters }, get().openService),

    callService: call,

    async uploadObject(bucket, key, content, contentType) {
      const bytes = await bytesOf(content);
      const type = contentType ?? (content instanceof Blob && content.type !== "" ? content.type : undefined);
      const kept = await port.keepContent(bytes);
      const input = { Bucket: bucket, Key: key, Body: { ...kept }, ...(type === undefined ? {} : { ContentType: type }) };
      await call({ service: "s3", operation: "PutObject", input });
    },

    async readObject(bucket, key) {
      const object = get()
        .services.buckets.find(({ name }) => name === bucket)
        ?.objects.find((each) => each.key === key);
      if (!object) {
        const message = `There is no object "${key}" in the bucket "${bucket}".`;
        throw new ProblemError({ code: "NoSuchKey", message, remedy: "Pick one from the list." });
      }
      return { bytes: await port.readContent(object.content), contentType: object.contentType };
    },

    async invokeLater(functionName, event) {
      const input = { FunctionName: functionName, InvocationType: "Event", Payload: JSON.stringify(event ?? null) };
      const { RequestId } = await call({ service: "lambda", operation: "Invoke", input });
      return { requestId: String(RequestId) };
    },
  };
}

async function bytesOf(content: Blob | Uint8Array | string): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return new Uint8Array(content);
  return new Uint8Array(await content.arrayBuffer());
}

function outputOrThrow(answer: ServiceAnswer) {
  if (answer.ok) return answer.output;
  const { code, message } = answer.error;
  throw new ProblemError({ code, message, remedy: remedyFor(code) });
}

/** What to do about the errors that people meet; the others say it themselves. */
function remedyFor(code: string): string {
  if (/NoSuchBucket|QueueDoesNotExist|ResourceNotFound|NotFound/.test(code)) return "Add it to the project, or mend the name.";
  if (/Validation|Invalid|Missing/.test(code)) return "Mend the input, then try again.";
  return "Look at what the call was given.";
}
