import { Agent, type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";

/** Hands calls to the process that their account belongs to. */
export interface PassOn {
  /** Tells the ports that reach each process alone. Calls that came before wait for it. */
  introduce(ownPorts: readonly number[]): void;
  send(owner: number, request: IncomingMessage, response: ServerResponse): void;
  close(): void;
}

export function createPassOn(index: number): PassOn {
  const agent = new Agent({ keepAlive: true, scheduling: "lifo" });
  const introduced = Promise.withResolvers<readonly number[]>();
  return {
    introduce: introduced.resolve,
    send(owner, request, response) {
      void introduced.promise.then((ports) => {
        const port = ports[owner];
        if (port === undefined || owner === index) {
          request.socket.resetAndDestroy();
          return;
        }
        pipe(agent, port, request, response);
      });
    },
    close: () => agent.destroy(),
  };
}

/** Passes bytes on as they are, in both directions, and a connection that breaks on one side breaks on the other, too. */
function pipe(agent: Agent, port: number, request: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = request;
  const passed = openRequest({ agent, host: "127.0.0.1", port, method, path: url, headers });
  passed.once("response", (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
    answer.once("close", () => {
      if (!answer.complete) {
        response.destroy();
      }
    });
  });
  passed.once("error", () => request.socket.resetAndDestroy());
  response.once("close", () => {
    if (!response.writableFinished) {
      passed.destroy();
    }
  });
  request.pipe(passed);
}
