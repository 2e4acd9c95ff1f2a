import { startWebService } from "#cli/services/web-service.ts";
import { runServiceProcess } from "#worker/service-process.ts";

await runServiceProcess(() => startWebService(process.env));
