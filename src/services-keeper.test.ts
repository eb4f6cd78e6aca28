import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { createServiceDesk } from "./host/service-desk.ts";
import { openStorage, type Storage } from "./host/storage.ts";
import { queueConfig } from "./platform/services/queues/queues-under-test.ts";
import type { Delivery } from "./platform/services/service-context.ts";
import type { ServicesConfig } from "./platform/services/services-config.ts";
import { tableConfig } from "./platform/services/tables/tables-under-test.ts";
import type { Project } from "./project/schema.ts";
import { starterProject } from "./project/starter.ts";
import { keepProject } from "./project-keeper.ts";
import { createServicesKeeper } from "./services-keeper.ts";
import { createColdstartStore } from "./store/create-store.ts";
import { FakePort, TEST_SETTINGS } from "./store/fake-port.ts";

const WITH_QUEUE: Project = { ...starterProject(), name: "shop", queues: [queueConfig("jobs")] };
let serial = 0;

/** The locks of a browser. Who asks for one that a living page holds is refused at once: the wait for it is the browser's. */
class FakeLocks {
  readonly #held = new Map<string, object>();

  of(page: object): LockManager {
    const request = async (name: string, _options: unknown, granted: () => Promise<void>): Promise<void> => {
      const holder = this.#held.get(name);
      if (holder !== undefined) throw new DOMException("Waited in vain.", "AbortError");
      this.#held.set(name, page);
      await granted();
      if (this.#held.get(name) === page) this.#held.delete(name);
    };
    return { request } as unknown as LockManager;
  }

  /** What a page that is gone held is free. */
  free(page: object): void {
    for (const [name, holder] of this.#held) if (holder === page) this.#held.delete(name);
  }
}

class Tab {
  readonly #kept = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#kept.set(key, value);
  }

  removeItem(key: string): void {
    this.#kept.delete(key);
  }
}

/** A browser: one storage, and pages that open in its tabs, each with store, desk and keepers as main.tsx joins them. */
function browser() {
  const name = `services-keeper-${++serial}`;
  const locks = new FakeLocks();

  const open = async (
    tab = new Tab(),
    change: (storage: Storage, flush: () => Promise<void>) => Storage | Promise<Storage> = (storage) => storage,
  ) => {
    const page = {};
    let isGone = false;
    const never = new Promise<never>(() => {});
    const runs: Delivery[] = [];
    const port = new FakePort();
    const store = createColdstartStore(port, { settings: TEST_SETTINGS });
    const clock = {
      atMs: Date.UTC(2026, 10, 25),
      nowMs: () => clock.atMs,
      goOnFrom: (atMs: number) => {
        clock.atMs = Math.max(clock.atMs, atMs);
      },
    };
    const desk = createServiceDesk({
      nowMs: clock.nowMs,
      run: (delivery) => {
        runs.push(delivery);
        return never;
      },
      makeReady: async () => undefined,
      noted: () => {},
      changed: () => services.changed(),
    });
    const configs: ServicesConfig[] = [];
    const watched = {
      ...desk,
      configure: (config: ServicesConfig, needed: boolean) => desk.configure(config, configs.push(config) > 0 && needed),
    };
    port.reset = () => desk.open(undefined);
    const services = createServicesKeeper({
      store,
      clock,
      desk: watched,
      tab,
      locks: locks.of(page),
      saveProject: () => project.ensureSaved(),
    });
    // Nothing of a page that is gone comes through.
    const mortal = (storage: Storage): Storage => ({
      ...storage,
      saveProject: (...save) => (isGone ? never : storage.saveProject(...save)),
      saveServices: (...save) => (isGone ? never : storage.saveServices(...save)),
    });
    const project = keepProject(store, { openStorage: async () => change(mortal(await openStorage(name)), services.flush), tab, services });
    await project.ready;
    const send = (body: string) => desk.call({ service: "sqs", operation: "SendMessage", input: { QueueUrl: "jobs", MessageBody: body } });
    return {
      store,
      clock,
      desk,
      configs,
      services,
      project,
      tab,
      runs,
      intents: store.getState().intents,
      send,
      invokeLater: () => desk.call({ service: "lambda", operation: "Invoke", input: { FunctionName: "hello", InvocationType: "Event" } }),
      bodies: () => desk.view().queues[0]?.messages.map(({ body }) => body),
      notices: () => store.getState().notices.map(({ text }) => text),
      async saveAll() {
        await project.flush();
        await services.flush();
      },
      /** The page goes; with `leave`, it is told before. */
      go({ told }: { readonly told: boolean }) {
        isGone = true;
        if (told) project.leave();
        locks.free(page);
      },
    };
  };
  const stored = async () => {
    const storage = await openStorage(name);
    const project = await storage.readProject();
    return { project, services: project && (await storage.readServices(project.id)) };
  };
  return { open, stored, storage: () => openStorage(name) };
}

describe("what waits in the services", () => {
  test("is there after a reload", async () => {
    const { open } = browser();
    const before = await open();
    before.intents.openProject(WITH_QUEUE);
    await before.send("one");
    await before.send("two");
    await before.saveAll();
    before.go({ told: false });
    const after = await open(before.tab);
    expect(after.bodies()).toEqual(["one", "two"]);
    expect(after.notices()).toEqual([]);
  });

  test("waits by the clock of the page before, which may be ahead of this one's", async () => {
    const { open } = browser();
    const before = await open();
    before.intents.openProject(WITH_QUEUE);
    before.clock.atMs += 86_400_000;
    await before.send("tomorrow");
    await before.saveAll();
    before.go({ told: false });
    const after = await open(before.tab);
    expect(after.clock.atMs).toBe(before.clock.atMs);
    expect(after.desk.view().queues[0]?.messages[0]?.sentAtMs).toBe(after.clock.atMs);
  });

  test("is there where it changed just before the page went, once", async () => {
    const { open } = browser();
    const before = await open();
    before.intents.openProject(WITH_QUEUE);
    await before.send("one");
    await before.saveAll();
    await before.send("the last");
    before.go({ told: true });
    expect(before.tab.getItem("coldstart:services")).toContain("the last");
    const after = await open(before.tab);
    expect(after.bodies()).toEqual(["one", "the last"]);
    expect(before.tab.getItem("coldstart:services")).toBeNull();
    await after.saveAll();
    after.go({ told: false });
    expect((await open(before.tab)).bodies()).toEqual(["one", "the last"]);
  });

  test("of a project that nobody edited is saved with the project, and runs again", async () => {
    const { open, stored } = browser();
    const before = await open();
    await before.invokeLater();
    expect(before.runs).toHaveLength(1);
    await before.services.flush();
    expect(await stored()).toMatchObject({ project: { revision: 1 }, services: { serial: 1 } });
    before.go({ told: false });
    const after = await open(before.tab);
    expect(after.desk.view().counts).toMatchObject({ accepted: 1, waiting: 1 });
    after.desk.timePassed(Date.UTC(2026, 10, 25));
    await expect.poll(() => after.runs.length).toBe(1);
  });

  test("of a project that nobody edited is there where the page went at once", async () => {
    const { open } = browser();
    const before = await open();
    await before.invokeLater();
    before.go({ told: true });
    const after = await open(before.tab);
    expect(after.desk.view().counts).toMatchObject({ accepted: 1, waiting: 1 });
    await after.saveAll();
    after.go({ told: false });
    expect((await open(before.tab)).desk.view().counts).toMatchObject({ accepted: 1, waiting: 1 });
  });

  test("stays with its project when another is opened, which begins with nothing", async () => {
    const { open, storage } = browser();
    const page = await open();
    page.intents.openProject(WITH_QUEUE);
    await page.send("of the first");
    await page.saveAll();
    const kept = await storage();
    const first = (await kept.readProject())?.id ?? "";
    await page.send("its last");
    page.intents.openProject({ ...WITH_QUEUE, name: "other" });
    expect(await page.send("of the second")).toMatchObject({ ok: true });
    expect(page.bodies()).toEqual(["of the second"]);
    await page.saveAll();
    const second = (await kept.readProject())?.id ?? "";
    expect(second).not.toBe(first);
    const [ofFirst, ofSecond] = [JSON.stringify(await kept.readServices(first)), JSON.stringify(await kept.readServices(second))];
    expect(ofFirst).toContain("of the first");
    expect(ofFirst).toContain("its last");
    expect(ofFirst).not.toContain("of the second");
    expect(ofSecond).toContain("of the second");
    expect(ofSecond).not.toContain("of the first");
  });

  test("does not come back after a start over", async () => {
    const { open } = browser();
    const before = await open();
    await before.invokeLater();
    await before.saveAll();
    await before.intents.reset();
    await before.saveAll();
    before.go({ told: false });
    expect((await open(before.tab)).desk.view().counts.accepted).toBe(0);
  });

  test("goes on with the copy where another tab changed the project", async () => {
    const { open, storage } = browser();
    const first = await open();
    first.intents.openProject(WITH_QUEUE);
    await first.send("of the first tab");
    await first.saveAll();
    const kept = await storage();
    const { id = "", revision = 0, project, work } = (await kept.readProject()) ?? {};
    await kept.saveProject({ id, savedAtMs: 1, project, work }, revision);
    first.intents.renameProject("mine");
    await first.saveAll();
    await first.saveAll();
    expect(first.store.getState().project.name).toBe("mine 2");
    first.go({ told: false });
    const after = await open(first.tab);
    expect(after.store.getState().project.name).toBe("mine 2");
    expect(after.bodies()).toEqual(["of the first tab"]);
    expect(JSON.stringify(await kept.readServices(id))).toContain("of the first tab");
  });
});

describe("a second tab", () => {
  test("runs nothing that waits in the first, is told so, and keeps nothing; it takes over when the first is gone", async () => {
    const { open, stored } = browser();
    const first = await open();
    first.intents.openProject(WITH_QUEUE);
    await first.send("waits");
    await first.saveAll();
    const second = await open();
    expect(second.store.getState().project.name).toBe("shop");
    expect(second.bodies()).toEqual([]);
    expect(second.notices()[0]).toContain("open in another tab");
    await second.send("of the second");
    await second.saveAll();
    second.go({ told: true });
    expect(JSON.stringify((await stored()).services)).not.toContain("of the second");
    first.go({ told: false });
    const third = await open(second.tab);
    expect(third.bodies()).toEqual(["waits"]);
    expect(third.notices()).toEqual([]);
  });

  test("fires no schedule of the first, and its own again once it goes on as a copy", async () => {
    const { open } = browser();
    const [start] = WITH_QUEUE.functions;
    if (!start) throw new Error("The project has no function.");
    const hourly = { type: "schedule", expression: "rate(1 hour)", timeZone: "UTC", enabled: true } as const;
    const first = await open();
    first.intents.openProject({ ...WITH_QUEUE, functions: [{ ...start, triggers: [hourly] }] });
    await first.saveAll();
    const second = await open();
    await second.send("wakes the services");
    const passAnHour = (page: typeof first) => {
      page.clock.atMs += 3_600_001;
      page.desk.timePassed(page.clock.atMs);
    };
    passAnHour(second);
    expect(second.runs).toEqual([]);
    // Both change the project: the second one's work goes on under another name.
    first.intents.editFile({ functionName: "hello", path: "index.ts" }, "// first");
    await first.saveAll();
    second.intents.editFile({ functionName: "hello", path: "index.ts" }, "// second");
    await second.saveAll();
    passAnHour(second);
    await expect.poll(() => second.runs.map(({ source }) => source)).toEqual(["schedule"]);
  });

  test("of another project is nobody's second", async () => {
    const { open } = browser();
    const first = await open();
    first.intents.openProject(WITH_QUEUE);
    await first.saveAll();
    const second = await open();
    second.intents.openProject({ ...WITH_QUEUE, name: "other" });
    await second.send("kept");
    await second.saveAll();
    second.go({ told: false });
    const again = await open(second.tab);
    expect(again.bodies()).toEqual(["kept"]);
    expect(again.notices()).toEqual([]);
  });

  test("what the first held is free once it has opened another project", async () => {
    const { open } = browser();
    const first = await open();
    first.intents.openProject(WITH_QUEUE);
    await first.send("left there");
    await first.saveAll();
    const { tab } = await open();
    first.intents.openProject({ ...starterProject(), name: "other" });
    await first.saveAll();
    const second = await open(tab);
    expect(second.store.getState().project.name).toBe("shop");
    expect(second.bodies()).toEqual(["left there"]);
  });
});

describe("storage", () => {
  test("that is not there: the services work, and nothing is kept", async () => {
    const { open } = browser();
    const page = await open(undefined, () => Promise.reject(new Error("blocked")));
    page.intents.openProject(WITH_QUEUE);
    await page.send("one");
    await page.saveAll();
    expect(page.bodies()).toEqual(["one"]);
    expect(await page.invokeLater()).toMatchObject({ ok: true, output: { StatusCode: 202 } });
    page.go({ told: true });
  });

  test("that is slow: what an empty desk holds is not saved over what is about to be taken up", async () => {
    const { open, stored } = browser();
    const before = await open();
    before.intents.openProject(WITH_QUEUE);
    await before.send("one");
    await before.saveAll();
    before.go({ told: false });
    const after = await open(before.tab, (storage, flush) => ({
      ...storage,
      async readServices(id) {
        const services = await storage.readServices(id);
        await flush();
        expect(JSON.stringify(await storage.readServices(id))).toContain("one");
        return services;
      },
    }));
    expect(after.bodies()).toEqual(["one"]);
    expect(JSON.stringify((await stored()).services)).toContain("one");
  });

  test("that fails is told once, and what waits is saved when it works again", async () => {
    const { open, stored } = browser();
    let isFull = false;
    const page = await open(undefined, (storage) => ({
      ...storage,
      saveServices: (...save) => (isFull ? Promise.reject(new Error("the disk is full")) : storage.saveServices(...save)),
    }));
    page.intents.openProject(WITH_QUEUE);
    await page.saveAll();
    isFull = true;
    for (const body of ["one", "two"]) {
      await page.send(body);
      await page.services.flush();
    }
    expect(page.notices().filter((text) => text.includes("the disk is full"))).toHaveLength(1);
    isFull = false;
    await page.services.flush();
    expect(JSON.stringify((await stored()).services)).toContain("two");
  });

  test("project and services that wait for the same save are not taken for two tabs", async () => {
    const { open, stored } = browser();
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const page = await open(undefined, (storage) => ({ ...storage, savePage: (saved) => gate.then(() => storage.savePage(saved)) }));
    await page.invokeLater();
    page.intents.setTheme("dark");
    const saves = [page.project.flush(), page.services.flush()];
    // The services have asked for the project by now.
    await page.invokeLater();
    page.intents.editFile({ functionName: "hello", path: "index.ts" }, "// typed");
    saves.push(page.project.flush());
    page.intents.editFile({ functionName: "hello", path: "index.ts" }, "// typed on");
    goOn();
    await Promise.all(saves);
    await page.saveAll();
    expect(page.notices()).toEqual([]);
    expect(page.store.getState().project.name).toBe("hello");
    expect(JSON.stringify(await stored())).toContain("// typed on");
  });

  test("a project that could not be saved once is saved the next time", async () => {
    const { open, stored } = browser();
    let isFull = true;
    const page = await open(undefined, (storage) => ({
      ...storage,
      saveProject: (...save) => (isFull ? Promise.reject(new Error("the disk is full")) : storage.saveProject(...save)),
    }));
    await page.invokeLater();
    await page.services.flush();
    isFull = false;
    page.intents.editFile({ functionName: "hello", path: "index.ts" }, "// typed");
    await page.saveAll();
    expect(JSON.stringify((await stored()).project)).toContain("// typed");
  });

  test.each(["null", "{", '"x"', '{"id":7}', '{"id":"other","serial":99,"state":{}}', '{"id":"x","serial":"9"}'])(
    "what a page left behind that cannot be read or is of another project, %s, changes nothing",
    async (left) => {
      const { open } = browser();
      const before = await open();
      before.intents.openProject(WITH_QUEUE);
      await before.send("one");
      await before.saveAll();
      before.go({ told: false });
      before.tab.setItem("coldstart:services", left);
      expect((await open(before.tab)).bodies()).toEqual(["one"]);
    },
  );

  test("what a page left behind does not undo what was saved after it", async () => {
    const { open } = browser();
    const before = await open();
    before.intents.openProject(WITH_QUEUE);
    await before.send("one");
    await before.saveAll();
    await before.send("two");
    before.project.leave();
    const left = before.tab.getItem("coldstart:services") ?? "";
    await before.send("three");
    await before.saveAll();
    before.go({ told: false });
    before.tab.setItem("coldstart:services", left);
    expect((await open(before.tab)).bodies()).toEqual(["one", "two", "three"]);
  });
});

describe("a set-up that is not trusted", () => {
  const EVERY_MINUTE = { type: "schedule", expression: "rate(1 minute)", timeZone: "UTC", enabled: true } as const;
  const theirs = (): Project => {
    const { functions, ...rest } = starterProject();
    return {
      ...rest,
      name: "theirs",
      functions: functions.map((each) => ({ ...each, triggers: [...each.triggers, EVERY_MINUTE] })),
      tables: [tableConfig({ name: "orders", items: [{ id: "one" }] })],
    };
  };

  test("has no services: nothing is due, seeded or delivered, until it is trusted", async () => {
    const { open } = browser();
    const page = await open();
    page.intents.openProject(WITH_QUEUE);
    await page.send("mine");
    page.intents.openSetup({ project: theirs() }, { from: "link" });
    await page.saveAll();
    expect(page.desk.nextDueMs()).toBeUndefined();
    page.clock.atMs += 86_400_000;
    page.desk.timePassed(page.clock.atMs);
    expect(page.runs).toEqual([]);
    expect(page.desk.view().tables).toEqual([]);

    page.intents.trust();
    await expect.poll(() => page.desk.view().tables[0]?.items.length).toBe(1);
    page.clock.atMs += 61_000;
    page.desk.timePassed(page.clock.atMs);
    await expect.poll(() => page.runs.map(({ source }) => source)).toContain("schedule");
  });

  test("is not trusted after a reload either, however the page went", async () => {
    for (const told of [true, false]) {
      const { open } = browser();
      const before = await open();
      before.intents.openSetup({ project: theirs() }, { from: "link" });
      if (!told) await before.saveAll();
      before.go({ told });
      const after = await open(before.tab);
      expect(after.store.getState()).toMatchObject({ shared: { from: "link" }, project: { name: "theirs" } });
      expect(after.desk.nextDueMs()).toBeUndefined();
      after.clock.atMs += 86_400_000;
      after.desk.timePassed(after.clock.atMs);
      expect(after.runs).toEqual([]);
      after.intents.trust();
      await expect.poll(() => after.desk.view().tables[0]?.items.length).toBe(1);
      await after.saveAll();
      after.go({ told: false });
      const again = await open(after.tab);
      expect(again.store.getState().shared).toBeUndefined();
      expect(again.desk.view().tables[0]?.items).toHaveLength(1);
    }
  });

  test("does not begin what an earlier, trusted visit left waiting: trusting it does", async () => {
    const { open } = browser();
    const before = await open();
    before.intents.openProject(WITH_QUEUE);
    await before.send("waits");
    await before.saveAll();
    // As if the page had been lost between the saving of the services and that of the trust.
    before.store.setState({ shared: { from: "link" } });
    await before.project.flush();
    before.go({ told: false });
    const after = await open(before.tab);
    expect(after.bodies()).toBeUndefined();
    after.intents.trust();
    await expect.poll(() => after.bodies()).toEqual(["waits"]);
  });

  test("was never run between its opening and its being marked: both are one step", async () => {
    const { open } = browser();
    const before = await open();
    before.intents.openSetup({ project: theirs() }, { from: "link" });
    await before.saveAll();
    before.go({ told: false });
    const after = await open(before.tab);
    expect(after.store.getState().shared).toMatchObject({ from: "link" });
    expect(after.configs.map(({ tables, functions }) => [...tables, ...functions.filter(({ triggers }) => triggers.length > 0)])).toEqual(
      after.configs.map(() => []),
    );
  });
});
