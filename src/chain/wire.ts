import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { CHAIN } from "../errors/chain-errors.ts";
import { OmniError } from "../errors/error.ts";

export interface WireLimits {
  readonly timeLimitSeconds: number;
  readonly answerBytes: number;
}

/** POSTs JSON over kept-alive connections, with a bound on the answer's time and size. */
export interface Wire {
  /** The URL's origin: all that may be shown, because paths and user names carry access keys. */
  readonly origin: string;
  post(body: unknown): Promise<string>;
  close(): void;
}

/**
 * @param url attacker-controlled
 * @throws OMNI3020 if the URL is none of http or https.
 */
export function nodeUrl(url: string): URL {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw new OmniError(CHAIN.BAD_URL, { url });
  return parsed;
}

/** @throws OMNI3020 if the URL is none of http or https. */
export function openWire(url: string, limits: WireLimits): Wire {
  const parsed = nodeUrl(url);
  const { Agent, request } = parsed.protocol === "https:" ? https : http;
  const agent = new Agent({ keepAlive: true });
  const { origin } = parsed;

  const postOnce = (payload: Buffer, retry: boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": payload.length };
      const outgoing = request(parsed, { agent, method: "POST", headers });
      const fail = (error: unknown) => {
        reject(error instanceof OmniError ? error : unreachable(origin, error));
        outgoing.destroy();
      };
      const limit = setTimeout(
        () => fail(new OmniError(CHAIN.TOO_SLOW, { url: origin, seconds: limits.timeLimitSeconds })),
        limits.timeLimitSeconds * 1000,
      );
      outgoing.on("close", () => clearTimeout(limit));
      outgoing.on("error", (error) => {
        if (retry && isStale(error, outgoing)) resolve(postOnce(payload, false));
        else fail(error);
      });
      outgoing.on("response", (incoming) => {
        readBody(incoming, limits.answerBytes, origin).then(resolve, fail);
      });
      outgoing.end(payload);
    });

  return {
    origin,
    post: (body) => postOnce(Buffer.from(JSON.stringify(body)), true),
    close: () => agent.destroy(),
  };
}

/** A server may close an idle connection just when it is used again; it has then read nothing of the request. */
function isStale(error: NodeJS.ErrnoException, outgoing: http.ClientRequest): boolean {
  return outgoing.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

async function readBody(incoming: IncomingMessage, limitBytes: number, origin: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw new OmniError(CHAIN.TOO_LARGE, { url: origin, limitBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function unreachable(origin: string, cause: unknown): OmniError {
  const reason =
    cause instanceof Error ? (cause as NodeJS.ErrnoException).code || cause.message : String(cause);
  return new OmniError(CHAIN.UNREACHABLE, { url: origin, reason }, { cause });
}
