import { z } from "zod";

const moments = ["never", "greeting", "recipient", "message", "delivered"] as const;

/**
 * What the mail server does other than take every message. `moment`s: before the greeting; at a recipient; when the
 * message has come, which is lost; or when it has come and is kept, so that only the answer is missing.
 */
const behaviourSchema = z.strictObject({
  /** Every sender is put off with 451. */
  putOffAll: z.boolean(),
  /** Recipients that are put off with 450, and those that are refused for good with 550. */
  putOffRecipients: z.array(z.string()),
  refuseRecipients: z.array(z.string()),
  /** The first try of each pair of sender and recipient is put off with 451, the next is taken. */
  greylist: z.boolean(),
  /** Connections are turned away with 421. */
  turnAway: z.boolean(),
  /** Larger messages, in bytes, are refused with 552. */
  maxBytes: z.int().positive().nullable(),
  /** The connection is cut, or nothing more is said. */
  cutAt: z.enum(moments),
  silentAt: z.enum(moments),
});
export type Behaviour = z.infer<typeof behaviourSchema>;
export type Moment = Exclude<Behaviour["cutAt"], "never">;

export const behaviourChangeSchema = behaviourSchema.partial();
export type BehaviourChange = z.infer<typeof behaviourChangeSchema>;

export const goodBehaviour: Behaviour = {
  putOffAll: false,
  putOffRecipients: [],
  refuseRecipients: [],
  greylist: false,
  turnAway: false,
  maxBytes: null,
  cutAt: "never",
  silentAt: "never",
};

/** What `GET /api` tells. */
export const apiHelp = `The inbox of the sandbox

GET    /api/messages    everything that arrived, in order: [{id, from, to[], replyTo, subject, date, text, html, messageId, attachments[]}]
DELETE /api/messages    empties the inbox
GET    /api/behaviour   how the mail server behaves now
POST   /api/behaviour   changes it; what is left out stays:
       putOffAll          true: every sender is put off (451)
       putOffRecipients   addresses that are put off (450)
       refuseRecipients   addresses that are refused for good (550)
       greylist           true: the first try of each sender and recipient is put off (451), the next is taken
       turnAway           true: connections are turned away (421)
       maxBytes           larger messages are refused (552); null for no limit
       cutAt, silentAt    never, greeting, recipient, message (it is lost) or delivered (it is kept): when the connection
                          is cut, or the server falls silent
DELETE /api/behaviour   back to a server that takes everything
POST   /api/refuse      {"on": true} is putOffAll, {"recipients": [..]} is refuseRecipients
`;
