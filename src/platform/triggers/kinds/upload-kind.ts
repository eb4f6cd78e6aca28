/** Objects that are put into a bucket, or taken out of it. */
import type { UploadTrigger } from "../trigger.ts";
import type { WatchingKind } from "./kind.ts";

export const UPLOAD_KIND: WatchingKind<UploadTrigger> = {
  type: "upload",
  label: "Upload",
  when: "A file is put into a bucket, or taken out: thumbnails, imports.",
  delivery: "asynchronous",
  first: (bucket) => ({ type: "upload", bucket, events: ["created"], prefix: "", suffix: "" }),
  subject: ({ bucket }) => bucket,
  watches: {
    kind: "bucket",
    name: ({ bucket }) => bucket,
    renamed: (trigger, bucket) => ({ ...trigger, bucket }),
  },
  words: ({ events, prefix, suffix }) => {
    const where = prefix === "" && suffix === "" ? "" : `${prefix}*${suffix}`;
    return `when ${events.join(" or ")}${where && `, ${where}`}`;
  },
};
