/** A receiver of another service's calls at an address of its own, which takes only what was signed with the shared secret. */
import { javascriptTemplate } from "./function-template.ts";

// The signature is laid out as GitHub does it: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
const CODE = `import { createHmac, timingSafeEqual } from "node:crypto";

function isSigned(body, given) {
  const own = createHmac("sha256", process.env.WEBHOOK_SECRET).update(body).digest("hex");
  const [a, b] = [Buffer.from(\`sha256=\${own}\`), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

// Anyone can call this address. Only who knows the secret can sign what is sent.
export const handler = async ({ headers, body = "", isBase64Encoded }) => {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (!isSigned(bytes, headers["x-hub-signature-256"] ?? "")) {
    console.warn("refused: the signature is missing or not ours");
    return { statusCode: 401, body: "Not signed with the shared secret" };
  }
  console.log("signed:", bytes.toString());
  return { statusCode: 204 };
};
`;

export const WEBHOOK = javascriptTemplate({
  id: "webhook",
  label: "Webhook",
  description: "Takes signed calls at an address of its own, and refuses the others.",
  code: CODE,
  settings: { environment: { WEBHOOK_SECRET: "change-me" } },
  trigger: () => ({ type: "function-url" }),
});
