-- What has happened in production meanwhile.
CREATE NONCLUSTERED INDEX IX_orders_hotfix ON dbo.orders (status, placed_at)
GO
CREATE TABLE dbo.import_2024 (line nvarchar(400) NULL)
GO
ALTER TABLE dbo.orders NOCHECK CONSTRAINT FK_orders_customer
GO
ALTER TABLE dbo.products ADD legacy_code varchar(10) NULL
GO
DISABLE TRIGGER dbo.orders_paid ON dbo.orders
GO
