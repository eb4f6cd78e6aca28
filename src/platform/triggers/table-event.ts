/**
 * What Lambda's poller of a DynamoDB stream sends a function: the changes of one shard, in their order, each with the
 * images that the stream's view type holds.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html
 */
import { REGION, streamArn } from "../aws-names.ts";
import type { StreamView } from "../services/services-config.ts";
import type { Item } from "../services/tables/attribute-values.ts";
import type { TableChange } from "../services/tables/table-change.ts";

const VIEW_TYPES = {
  "keys-only": "KEYS_ONLY",
  "new-image": "NEW_IMAGE",
  "old-image": "OLD_IMAGE",
  "new-and-old-images": "NEW_AND_OLD_IMAGES",
} as const satisfies Record<StreamView, string>;

export interface TableRecord {
  readonly eventID: string;
  readonly eventName: TableChange["eventName"];
  readonly eventVersion: "1.1";
  readonly eventSource: "aws:dynamodb";
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Whole seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: (typeof VIEW_TYPES)[StreamView];
  };
  readonly eventSourceARN: string;
}

export interface TableEvent {
  readonly Records: readonly TableRecord[];
}

function imagesOf(change: TableChange, view: StreamView): { readonly NewImage?: Item; readonly OldImage?: Item } {
  const showsNew = view === "new-image" || view === "new-and-old-images";
  const showsOld = view === "old-image" || view === "new-and-old-images";
  return {
    ...(showsNew && change.newImage !== undefined ? { NewImage: change.newImage } : {}),
    ...(showsOld && change.oldImage !== undefined ? { OldImage: change.oldImage } : {}),
  };
}

/** `streamLabel`: when the stream was enabled, "2026-11-25T00:00:00.000". */
export function tableEvent(records: readonly TableChange[], tableName: string, streamView: StreamView, streamLabel: string): TableEvent {
  return {
    Records: records.map((change) => ({
      eventID: change.eventId,
      eventName: change.eventName,
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: REGION,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(change.atMs / 1000),
        Keys: change.keys,
        ...imagesOf(change, streamView),
        SequenceNumber: change.sequenceNumber,
        SizeBytes: change.sizeBytes,
        StreamViewType: VIEW_TYPES[streamView],
      },
      eventSourceARN: streamArn(tableName, streamLabel),
    })),
  };
}
