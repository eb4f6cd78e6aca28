/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun, which is in a later task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** "Running total" at 14:02:10 UTC on 2026-11-25: "running-total-20261125-140210.svg". */
export function fileName(title: string, extension: string, now: Date): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  return `${words || "chart"}-${stamp}.${extension}`;
}
