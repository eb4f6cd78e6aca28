/** node:stream/consumers: everything that a stream gives, as one value. */
import { Buffer } from "node:buffer";

type Chunks = AsyncIterable<unknown> | Iterable<unknown>;

async function blob(stream: Chunks): Promise<Blob> {
  const chunks: BlobPart[] = [];
  for await (const chunk of stream) chunks.push(chunk as BlobPart);
  return new Blob(chunks);
}

async function arrayBuffer(stream: Chunks): Promise<ArrayBuffer> {
  return (await blob(stream)).arrayBuffer();
}

async function buffer(stream: Chunks): Promise<Buffer> {
  return Buffer.from(await arrayBuffer(stream));
}

async function text(stream: Chunks): Promise<string> {
  const decoder = new TextDecoder();
  let whole = "";
  for await (const chunk of stream)
    whole += typeof chunk === "string" ? chunk : decoder.decode(chunk as ArrayBufferView<ArrayBuffer>, { stream: true });
  return whole + decoder.decode();
}

async function json(stream: Chunks): Promise<unknown> {
  return JSON.parse(await text(stream));
}

export default { arrayBuffer, blob, buffer, text, json };
