/** What is shown, as a file: a picture of a chart, and its numbers or the rows of a table. */
import { useAttempt } from "../../shared/attempt.ts";
import { Menu, MenuItem } from "../../shared/Menu.tsx";
import { fileName, saveFile } from "../../shared/save-file.ts";
import { pngOf } from "./chart-image.ts";
import { type TableText, toCsv, toJson } from "./table-text.ts";

interface ExportMenuProps {
  /** Names the file. */
  readonly title: string;
  /** SVG text of the chart as it is now; absent where there is none to be drawn. */
  readonly picture?: (() => string) | undefined;
  /** Called when it is asked for. */
  readonly table: () => TableText;
}

export function ExportMenu({ title, picture, table }: ExportMenuProps) {
  const attempt = useAttempt();
  const save = (extension: string, content: Blob) => saveFile(fileName(title, extension, new Date()), content);
  const saveText = (extension: string, type: string, text: string) => save(extension, new Blob([text], { type }));
  return (
    <Menu label={`Export ${title}`} className="lk" trigger="Export" align="end">
      {picture && (
        <>
          <MenuItem onSelect={() => attempt(async () => save("png", await pngOf(picture())))}>PNG picture</MenuItem>
          <MenuItem onSelect={() => attempt(() => saveText("svg", "image/svg+xml", picture()))}>SVG picture</MenuItem>
        </>
      )}
      <MenuItem onSelect={() => attempt(() => saveText("csv", "text/csv", toCsv(table())))}>CSV table</MenuItem>
      <MenuItem onSelect={() => attempt(() => saveText("json", "application/json", toJson(table())))}>JSON table</MenuItem>
    </Menu>
  );
}
