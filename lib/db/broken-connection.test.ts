import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createDatabase } from "./client.ts";
import { isTransientStoreError } from "./sql/connection-error.ts";
import { inSqlTransaction } from "./sql/transaction.ts";

/** A message of PostgreSQL's protocol: its letter, the length of what follows, and that. */
function message(letter: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

/** Lets everybody in, and ends every connection in the same breath, as an administrator who ends all of them does. */
async function startRudeServer(): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      const fields = "SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0";
      const welcome = [message("R", Buffer.alloc(4)), message("Z", Buffer.from("I"))];
      socket.end(Buffer.concat([...welcome, message("E", Buffer.from(fields))]));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `postgresql://someone@127.0.0.1:${(server.address() as AddressInfo).port}/nothing`;
}

it("a connection that ends in the moment it is handed out fails its transaction, which may be tried again, and no process", async () => {
  const database = createDatabase(await startRudeServer());
  onTestFinished(database.close);
  const attempt = inSqlTransaction(database.pool, async () => "kept");
  await expect(attempt).rejects.toSatisfy(isTransientStoreError);
});
