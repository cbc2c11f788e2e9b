-- What development has done since base.sql: the next release, as it should be everywhere.

-- Coupons: a type, two tables, and a trigger that counts.

CREATE TYPE coupon_kind AS ENUM ('percent', 'amount', 'free_shipping');

CREATE TABLE coupons (
  code varchar(24) PRIMARY KEY,
  kind coupon_kind NOT NULL DEFAULT 'percent',
  value numeric(8,2) NOT NULL CHECK (value >= 0),
  valid_until date,
  used integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE coupons IS 'Discounts that customers type in at the checkout';
INSERT INTO coupons (code, kind, value) VALUES ('WELCOME10', 'percent', 10), ('SPRING5', 'amount', 5);

CREATE TABLE coupon_redemptions (
  id bigserial PRIMARY KEY,
  coupon_code varchar(24) NOT NULL REFERENCES coupons ON UPDATE CASCADE,
  order_id bigint NOT NULL UNIQUE REFERENCES orders ON DELETE CASCADE,
  redeemed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX coupon_redemptions_code_idx ON coupon_redemptions (coupon_code);

CREATE FUNCTION count_redemption() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.coupons SET used = used + 1 WHERE code = NEW.coupon_code;
  RETURN NULL;
END
$$;
CREATE TRIGGER coupon_redemptions_count AFTER INSERT ON coupon_redemptions
  FOR EACH ROW EXECUTE FUNCTION count_redemption();

-- Support: a schema of its own, with two tables that refer to each other.

CREATE SCHEMA support;

CREATE TABLE support.tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers,
  subject text NOT NULL,
  last_message_id bigint,
  closed_at timestamptz
);
CREATE TABLE support.messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ticket_id bigint NOT NULL REFERENCES support.tickets ON DELETE CASCADE,
  body text NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE support.tickets
  ADD CONSTRAINT tickets_last_message_fkey FOREIGN KEY (last_message_id) REFERENCES support.messages (id);

-- Refunds

ALTER TYPE order_status ADD VALUE 'refunded' BEFORE 'cancelled';

-- Customers and what is mailed to them

ALTER TABLE customers
  ADD COLUMN newsletter boolean NOT NULL DEFAULT false,
  ADD COLUMN phone varchar(32);
COMMENT ON TABLE customers IS 'Everyone with an account, whether they have ordered or not';

ALTER DOMAIN email_address DROP CONSTRAINT email_address_shape;
ALTER DOMAIN email_address
  ADD CONSTRAINT email_address_shape CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$');

ALTER TYPE postal_label ADD ATTRIBUTE country text;
CREATE OR REPLACE FUNCTION shipping_label(order_id bigint) RETURNS postal_label
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.name, a.street, a.postcode || ' ' || a.city, a.country::text
  FROM orders AS o
  JOIN customers AS c ON c.id = o.customer_id
  JOIN addresses AS a ON a.id = coalesce(o.address_id, c.default_address_id)
  WHERE o.id = shipping_label.order_id;
END;

-- Larger prices: the column's type changes below the views that read it, which have to be made again around it.

DROP VIEW product_catalog, active_products;
ALTER TABLE products
  ALTER COLUMN price TYPE numeric(12,2),
  ALTER COLUMN stock SET DEFAULT 0;
CREATE VIEW active_products AS
  SELECT id, sku, name, category_id, price, stock
  FROM products
  WHERE is_active;
CREATE VIEW product_catalog AS
  SELECT p.id, p.sku, p.name, c.name AS category, p.price, r.rating
  FROM active_products AS p
  JOIN categories AS c ON c.id = p.category_id
  LEFT JOIN product_ratings AS r ON r.product_id = p.id;
COMMENT ON VIEW product_catalog IS 'What the front page lists';
CREATE INDEX products_category_idx ON products (category_id) WHERE is_active;

CREATE OR REPLACE TRIGGER products_touch BEFORE UPDATE OF name, price, is_active ON products
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE VIEW low_stock AS
  SELECT sku, name, stock
  FROM active_products
  WHERE stock < 10;

-- Orders and reviews

CREATE OR REPLACE VIEW customer_orders AS
  SELECT o.id, c.name AS customer, o.status, o.placed_at, order_total(o.id) AS total
  FROM orders AS o
  JOIN customers AS c ON c.id = o.customer_id;

ALTER TABLE reviews DROP CONSTRAINT reviews_product_fkey;
ALTER TABLE reviews
  ADD CONSTRAINT reviews_product_fkey FOREIGN KEY (product_id) REFERENCES products ON DELETE CASCADE;
ALTER POLICY reviews_visible ON reviews USING (NOT is_hidden);

-- Reports

CREATE INDEX monthly_sales_product_idx ON reporting.monthly_sales (product_id);

CREATE MATERIALIZED VIEW reporting.best_sellers AS
  SELECT product_id, sum(sold) AS sold
  FROM reporting.monthly_sales
  GROUP BY product_id;
CREATE INDEX best_sellers_sold_idx ON reporting.best_sellers (sold DESC);
