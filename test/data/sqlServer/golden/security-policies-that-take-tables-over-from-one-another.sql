-- security policies that take tables over from one another

-- 1. drop state "enabled" of security policy [rls].[first]
--   ! drop: disables security policy [rls].[first]: everybody may see and write the rows that it guards
GO
ALTER SECURITY POLICY [rls].[first] WITH (STATE = OFF)
GO

-- 2. drop state "enabled" of security policy [rls].[gives] (state "enabled" of security policy [rls].[gives] guards other tables)
GO
ALTER SECURITY POLICY [rls].[gives] WITH (STATE = OFF)
GO

-- 3. drop predicate FILTER on [dbo].[u] of security policy [rls].[gives]
--   ! drop: drops predicate FILTER on [dbo].[u] of security policy [rls].[gives]: it no longer guards the rows
GO
ALTER SECURITY POLICY [rls].[gives] DROP FILTER PREDICATE ON [dbo].[u]
GO

-- 4. create predicate FILTER on [dbo].[u] of security policy [rls].[second]
GO
ALTER SECURITY POLICY [rls].[second] ADD FILTER PREDICATE [rls].[mine]([owner]) ON [dbo].[u]
GO

-- 5. create state "enabled" of security policy [rls].[gives] (state "enabled" of security policy [rls].[gives] guards other tables)
GO
ALTER SECURITY POLICY [rls].[gives] WITH (STATE = ON)
GO

-- 6. create state "enabled" of security policy [rls].[second]
GO
ALTER SECURITY POLICY [rls].[second] WITH (STATE = ON)
GO

-- And back

-- 1. drop state "enabled" of security policy [rls].[gives] (state "enabled" of security policy [rls].[gives] guards other tables)
GO
ALTER SECURITY POLICY [rls].[gives] WITH (STATE = OFF)
GO

-- 2. drop state "enabled" of security policy [rls].[second]
--   ! drop: disables security policy [rls].[second]: everybody may see and write the rows that it guards
GO
ALTER SECURITY POLICY [rls].[second] WITH (STATE = OFF)
GO

-- 3. drop predicate FILTER on [dbo].[u] of security policy [rls].[second]
--   ! drop: drops predicate FILTER on [dbo].[u] of security policy [rls].[second]: it no longer guards the rows
GO
ALTER SECURITY POLICY [rls].[second] DROP FILTER PREDICATE ON [dbo].[u]
GO

-- 4. create predicate FILTER on [dbo].[u] of security policy [rls].[gives]
GO
ALTER SECURITY POLICY [rls].[gives] ADD FILTER PREDICATE [rls].[mine]([owner]) ON [dbo].[u]
GO

-- 5. create state "enabled" of security policy [rls].[first]
GO
ALTER SECURITY POLICY [rls].[first] WITH (STATE = ON)
GO

-- 6. create state "enabled" of security policy [rls].[gives] (state "enabled" of security policy [rls].[gives] guards other tables)
GO
ALTER SECURITY POLICY [rls].[gives] WITH (STATE = ON)
GO
