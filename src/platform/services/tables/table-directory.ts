/** The tables by their names, and the one that a request means. */
import { nameIn } from "../../aws-names.ts";
import { notFound, unsatisfied } from "./refusals.ts";
import { type Fields, required, textField } from "./request-fields.ts";
import type { Table } from "./table.ts";

export class TableDirectory {
  readonly #tables = new Map<string, Table>();

  /** In the order of the project. */
  all(): readonly Table[] {
    return [...this.#tables.values()];
  }

  find(name: string): Table | undefined {
    return this.#tables.get(name);
  }

  replace(tables: readonly Table[]): void {
    this.#tables.clear();
    for (const table of tables) this.#tables.set(table.name, table);
  }

  /** By TableName, a name or an ARN. */
  of(input: Fields): Table {
    return this.named(required(textField(input, "TableName"), "TableName"));
  }

  named(nameOrArn: string): Table {
    const table = this.find(nameIn(nameOrArn));
    if (table !== undefined) return table;
    if (!/^[a-zA-Z0-9_.-]+$/.test(nameIn(nameOrArn)))
      throw unsatisfied(`'${nameOrArn}'`, "tableName", "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    throw notFound();
  }
}
