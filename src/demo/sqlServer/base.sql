-- The web shop on SQL Server as it was when development and production were still the same.
CREATE SCHEMA reporting
GO
CREATE TYPE dbo.EmailAddress FROM nvarchar(254) NOT NULL
GO
CREATE TYPE dbo.OrderLines AS TABLE (product_id int NOT NULL, quantity int NOT NULL, PRIMARY KEY CLUSTERED (product_id))
GO
CREATE SEQUENCE dbo.invoice_number AS int START WITH 1000 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 NO CYCLE CACHE 50
GO
CREATE TABLE dbo.customers (
  id int IDENTITY(1, 1) NOT NULL, email dbo.EmailAddress NOT NULL, name nvarchar(80) NOT NULL,
  phone varchar(30) MASKED WITH (FUNCTION = 'partial(0,"***",3)') NULL,
  created_at datetime2(3) NOT NULL CONSTRAINT DF_customers_created_at DEFAULT (sysutcdatetime()),
  CONSTRAINT PK_customers PRIMARY KEY CLUSTERED (id), CONSTRAINT UQ_customers_email UNIQUE NONCLUSTERED (email))
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'Everyone who has ever ordered', @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'customers'
GO
CREATE TABLE dbo.products (
  id int IDENTITY(1, 1) NOT NULL, sku varchar(20) NOT NULL, name nvarchar(120) NOT NULL, price decimal(8, 2) NOT NULL,
  stock int NOT NULL CONSTRAINT DF_products_stock DEFAULT ((10)), sale_price AS ([price]-[price]/(10)),
  CONSTRAINT PK_products PRIMARY KEY CLUSTERED (id), CONSTRAINT UQ_products_sku UNIQUE NONCLUSTERED (sku),
  CONSTRAINT CK_products_price CHECK ([price]>=(0)))
GO
CREATE TABLE dbo.orders (
  id int IDENTITY(1, 1) NOT NULL, customer_id int NOT NULL, status varchar(12) NOT NULL CONSTRAINT DF_orders_status DEFAULT ('new'),
  placed_at datetime2(3) NOT NULL, total decimal(10, 2) NOT NULL,
  CONSTRAINT PK_orders PRIMARY KEY CLUSTERED (id),
  CONSTRAINT FK_orders_customer FOREIGN KEY (customer_id) REFERENCES dbo.customers (id))
GO
CREATE NONCLUSTERED INDEX IX_orders_customer ON dbo.orders (customer_id)
GO
CREATE TABLE dbo.order_items (
  order_id int NOT NULL, product_id int NOT NULL, quantity int NOT NULL, unit_price decimal(8, 2) NOT NULL,
  CONSTRAINT PK_order_items PRIMARY KEY CLUSTERED (order_id, product_id),
  CONSTRAINT FK_order_items_order FOREIGN KEY (order_id) REFERENCES dbo.orders (id) ON DELETE CASCADE,
  CONSTRAINT FK_order_items_product FOREIGN KEY (product_id) REFERENCES dbo.products (id))
GO
CREATE PARTITION FUNCTION by_year (int) AS RANGE RIGHT FOR VALUES (2023, 2024, 2025)
GO
CREATE PARTITION SCHEME by_year AS PARTITION by_year ALL TO ([PRIMARY])
GO
CREATE TABLE dbo.page_views (year int NOT NULL, at datetime2(0) NOT NULL, url nvarchar(400) NOT NULL) ON by_year(year)
GO
CREATE FUNCTION dbo.order_total (@order int) RETURNS decimal(10, 2) AS
BEGIN
  RETURN (SELECT SUM(quantity * unit_price) FROM dbo.order_items WHERE order_id = @order);
END
GO
CREATE VIEW reporting.open_orders AS
SELECT id, customer_id, placed_at, total FROM dbo.orders WHERE status <> 'delivered'
GO
CREATE VIEW reporting.everything AS SELECT * FROM dbo.orders
GO
CREATE PROCEDURE dbo.place_order @customer int, @lines dbo.OrderLines READONLY AS
BEGIN
  INSERT INTO dbo.orders (customer_id, placed_at, total) VALUES (@customer, SYSUTCDATETIME(), 0);
END
GO
CREATE TRIGGER dbo.orders_paid ON dbo.orders AFTER UPDATE AS SET NOCOUNT ON
GO
