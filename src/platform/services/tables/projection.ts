/** ProjectionExpression: the paths of an item that a caller wants. */
import type { DocumentPath } from "./document-path.ts";
import type { ExpressionNames } from "./expression-names.ts";
import { ExpressionReader } from "./expression-operands.ts";

export function parseProjection(text: string, names: ExpressionNames): readonly DocumentPath[] {
  const reader = new ExpressionReader("ProjectionExpression", text, names);
  const paths = [reader.path().path];
  while (reader.cursor.accept(",")) paths.push(reader.path().path);
  reader.checkPaths(paths);
  reader.finish();
  return paths;
}
