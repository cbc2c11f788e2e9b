-- What has happened in production since base.sql: nobody wrote it down.

-- Dropped one night because an import ran into it.
ALTER TABLE orders DROP CONSTRAINT orders_shipped_after_placed;

-- Edited by hand: prices with more than two digits had appeared in an export.
CREATE OR REPLACE FUNCTION order_total(order_id bigint) RETURNS numeric
LANGUAGE sql STABLE AS $$
  SELECT round(coalesce(sum(item.quantity * item.unit_price), 0), 2)
  FROM public.order_items AS item
  WHERE item.order_id = order_total.order_id
$$;

-- Tuned while the payment provider was slow.
ALTER SEQUENCE invoice_number CACHE 50;

-- Made by hand and never removed.
CREATE TABLE customers_backup_2023 AS SELECT id, email::text AS email, name FROM customers;
CREATE INDEX customers_backup_2023_email_idx ON customers_backup_2023 (lower(email));

CREATE VIEW old_newsletter_list AS
  SELECT name, email
  FROM customers_backup_2023;

CREATE FUNCTION raise_prices_once(percent numeric) RETURNS void
LANGUAGE sql AS $$
  UPDATE public.products SET price = round(price * (100 + percent) / 100, 2)
$$;

CREATE DOMAIN legacy_sku AS varchar(12);
