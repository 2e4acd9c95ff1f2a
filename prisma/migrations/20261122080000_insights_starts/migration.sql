-- What Lambda Insights says where it is installed: how many of the reports are its events, and the bytes that functions
-- received and sent. Null: none were read. Partitions inherit the columns.
ALTER TABLE function_hours
  ADD COLUMN insights_reports bigint,
  ADD COLUMN network_events bigint,
  ADD COLUMN rx_bytes bigint,
  ADD COLUMN tx_bytes bigint;

ALTER TABLE function_days
  ADD COLUMN insights_reports bigint,
  ADD COLUMN network_events bigint,
  ADD COLUMN rx_bytes bigint,
  ADD COLUMN tx_bytes bigint;

-- AlterTable
ALTER TABLE "function_windows" ADD COLUMN     "insights_reports" BIGINT,
ADD COLUMN     "network_events" BIGINT,
ADD COLUMN     "rx_bytes" BIGINT,
ADD COLUMN     "tx_bytes" BIGINT;
