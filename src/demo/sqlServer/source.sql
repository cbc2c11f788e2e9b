-- What development has done since.
ALTER TABLE dbo.customers ALTER COLUMN name nvarchar(120) NOT NULL
GO
ALTER TABLE dbo.customers ADD loyalty_points int NOT NULL CONSTRAINT DF_customers_loyalty_points DEFAULT ((0))
GO
ALTER TABLE dbo.orders ADD note nvarchar(400) NULL
GO
EXEC sys.sp_refreshsqlmodule N'reporting.everything'
GO
CREATE NONCLUSTERED INDEX IX_orders_open ON dbo.orders (placed_at) INCLUDE (total) WHERE ([status]<>'delivered') WITH (DATA_COMPRESSION = PAGE)
GO
CREATE TABLE dbo.coupons (
  id int IDENTITY(1, 1) NOT NULL, code varchar(20) NOT NULL, percent_off int NOT NULL,
  valid_from datetime2(7) GENERATED ALWAYS AS ROW START HIDDEN NOT NULL, valid_to datetime2(7) GENERATED ALWAYS AS ROW END HIDDEN NOT NULL,
  CONSTRAINT PK_coupons PRIMARY KEY CLUSTERED (id), CONSTRAINT CK_coupons_percent CHECK ([percent_off]>=(1) AND [percent_off]<=(90)),
  PERIOD FOR SYSTEM_TIME (valid_from, valid_to))
GO
CREATE TABLE dbo.coupons_history (
  id int NOT NULL, code varchar(20) NOT NULL, percent_off int NOT NULL, valid_from datetime2(7) NOT NULL, valid_to datetime2(7) NOT NULL)
GO
CREATE CLUSTERED INDEX IX_coupons_history ON dbo.coupons_history (valid_to, valid_from)
GO
ALTER TABLE dbo.coupons SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.coupons_history, HISTORY_RETENTION_PERIOD = 2 YEARS))
GO
ALTER PARTITION SCHEME by_year NEXT USED [PRIMARY]
GO
ALTER PARTITION FUNCTION by_year() SPLIT RANGE (2026)
GO
CREATE OR ALTER VIEW reporting.open_orders AS
SELECT id, customer_id, placed_at, total, note FROM dbo.orders WHERE status NOT IN ('delivered', 'cancelled')
GO
CREATE OR ALTER PROCEDURE dbo.place_order @customer int, @lines dbo.OrderLines READONLY AS
BEGIN
  SET NOCOUNT ON;
  INSERT INTO dbo.orders (customer_id, placed_at, total) VALUES (@customer, SYSUTCDATETIME(), 0);
END
GO
CREATE TRIGGER guard_tables ON DATABASE FOR DROP_TABLE AS PRINT 'A table goes.'
GO
