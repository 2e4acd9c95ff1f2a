import { runServiceProcess } from "#worker/service-process.ts";
import { startWorkerService } from "#worker/worker-service.ts";

await runServiceProcess(() => startWorkerService(process.env));
