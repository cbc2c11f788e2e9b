insert into shop.categories (parent, name) values (null, 'all'), (1, 'shoes'), (1, 'hats');
insert into shop.products (sku, name, net, tags, attributes, main_category, weight) values ('A-1', 'Boot', 50, '{winter}', '{"color": "red"}', 2, 0.5), ('A-2', 'Cap', 9.5, '{}', null, 3, null), ('A-3', 'Thing', 0, '{a,b}', '{}', null, 1);
insert into shop.product_categories values (1, 2), (2, 3), (2, 1);
insert into shop.customers (first_name, last_name, mail, bill_to, ship_to, preferences, referred_by, favourite) values
  ('Ann', 'A', 'ann@example.org', row('Street 1', '123', 'Town'), array[row('Way 2', '9', 'Village')::shop.address], 'a=>1', null, 1), ('Bob', 'B', 'bob@example.org', row(null, null, 'City'), '{}', null, 1, null);
insert into shop.orders (customer, status, past, method, ship_to, placed_on) values (1, 'paid', '{cart}', 'card', row('x', 'y', 'z'), '2026-01-02'), (2, 'cart', null, null, null, null), (1, 'returned', '{cart,paid,shipped}', 'invoice', null, '2026-03-04');
insert into shop.order_lines values (1, 1, 1, 2, 50), (1, 2, 2, 1, 9.5), (3, 1, 3, 5, 0);
insert into shop.payments (order_id, amount, method, reference) values (1, 109.5, 'card', 'r1'), (3, 0, 'invoice', null);
insert into stock.places values (1, 'a', 'shelf'), (2, 'b', 'floor');
insert into stock.moves (product, place, quantity) values (1, 1, 10), (1, 2, -2), (2, 1, 7);
refresh materialized view shop.revenue;
