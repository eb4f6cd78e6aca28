/** The services as a person uses them: files, messages, items, notices, alarms; each drives a function that really runs. */
import { expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const LOGS = { "index.mjs": "export const handler = async (event) => { console.log(JSON.stringify(event)); };" };
const FAILS = { "index.mjs": "export const handler = async () => { throw new Error('no'); };" };

test("a bucket is made, a file is chosen, and the function's log is found", async ({ coldstart: { page } }) => {
  await page.getByRole("button", { name: "New function" }).click();
  const dialog = page.getByRole("dialog", { name: "New function" });
  await dialog.getByRole("radio", { name: /Thumbnail on upload/ }).check();
  await expect(dialog.getByText(/Adds the bucket thumbnail-files/)).toBeVisible();
  await dialog.getByRole("button", { name: "Add function" }).click();
  await expect(page.getByRole("treeitem", { name: "Upload thumbnail-files, trigger" })).toBeVisible();

  await page.getByRole("button", { name: /^Bucket thumbnail-files/ }).click();
  await page.getByRole("textbox", { name: "into" }).fill("uploads/");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("hello there") });
  await expect(page.getByRole("button", { name: "Bucket thumbnail-files, 2 objects" })).toBeVisible();

  await page.getByRole("treeitem", { name: "Upload thumbnail-files, trigger" }).click();
  await expect(page.getByRole("radio", { name: /^Upload/ })).toBeFocused();
  await page.getByRole("region", { name: "Response" }).getByRole("button", { name: "Show its last run" }).click();
  await expect(page.getByText("uploads/note.txt -> summaries/note.txt.json")).toBeVisible();
});

test("a message that fails moves to the dead-letter queue", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({ functions: [{ name: "worker", files: FAILS, timeoutMs: 1_000 }] });
  const add = async (name: string, deadLetters?: string) => {
    await page.getByRole("button", { name: "New service" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New service" });
    await dialog.getByRole("radio", { name: /^Queue/ }).check();
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    if (deadLetters !== undefined) {
      await dialog.getByRole("combobox", { name: "Dead-letter queue" }).selectOption(deadLetters);
      await dialog.getByRole("textbox", { name: "After receives" }).fill("1");
      await dialog.getByRole("textbox", { name: "Visibility timeout" }).fill("2");
    }
    await dialog.getByRole("button", { name: "Add queue" }).click();
  };
  await add("dead");
  await add("jobs", "dead");
  await page.getByRole("button", { name: "Add trigger" }).click();
  await page.getByRole("menuitem", { name: "worker" }).click();
  await page.getByRole("button", { name: /^Queue jobs/ }).click();
  await page.getByRole("textbox", { name: "Body" }).fill('{"task":1}');
  await page.getByRole("button", { name: /^Send/ }).first().click();
  await expect(page.getByRole("region", { name: "Dead-lettered, 1" })).toBeVisible();
  await page.getByRole("button", { name: "Queue dead, 1 waiting" }).click();
  await expect(page.getByRole("region", { name: "Waiting, 1" }).getByText('{"task":1}')).toBeVisible();
});

test("a cell is edited, and the stream's function sees old and new", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({
    functions: [{ name: "watcher", files: LOGS, triggers: [{ type: "table", table: "prices" }] }],
    tables: [{ name: "prices", partitionKey: "id", stream: "new-and-old-images", items: [{ id: "espresso", price: 2 }] }],
  });
  await page.getByRole("button", { name: /^Table prices/ }).click();
  await page.getByRole("button", { name: /^price: 2, / }).click();
  const editor = page.getByRole("dialog", { name: "Edit price" });
  await editor.getByRole("textbox", { name: "Value of price" }).fill("3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^price: 3, / })).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.coldstart
          .invocations()
          .flatMap(({ logs }) => logs)
          .join(),
      ),
    )
    .toMatch(/"NewImage":\{.*"N":"3".*"OldImage":\{.*"N":"2"|"OldImage":\{.*"N":"2".*"NewImage":\{.*"N":"3"/);
});

test("what is published reaches the subscriber; an alarm that is set by hand acts", async ({ coldstart }) => {
  const { page } = coldstart;
  await coldstart.openProject({
    functions: [
      { name: "reader", files: LOGS, triggers: [{ type: "topic", topic: "news" }] },
      { name: "pager", files: LOGS, triggers: [{ type: "alarm", alarm: "errors" }] },
    ],
    topics: ["news"],
    alarms: [
      { name: "errors", metric: "errors", statistic: "sum", periodMs: 60_000, evaluationPeriods: 1, threshold: 1, comparison: ">=" },
    ],
  });
  const ran = (name: string) =>
    page.evaluate(
      (wanted) =>
        window.coldstart
          .invocations()
          .find(({ functionName }) => functionName === wanted)
          ?.logs.join(),
      name,
    );
  await page.getByRole("button", { name: /^Topic or bus news/ }).click();
  await page.getByRole("textbox", { name: "Message" }).fill("fresh beans");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect.poll(() => ran("reader")).toContain("fresh beans");

  await page.getByRole("button", { name: /^Alarm errors/ }).click();
  await page.getByRole("button", { name: "Set state" }).click();
  await expect(page.getByRole("region", { name: "State" }).getByText("In alarm")).toBeVisible();
  await expect(page.getByRole("list", { name: "Its last changes" }).getByText("Set by hand to try the action.")).toBeVisible();
  await expect.poll(() => ran("pager")).toContain('"alarmName":"errors"');
});
