-- INSTEAD OF triggers that take events over from one another

-- 1. drop trigger [dbo].[t1] ([dbo].[t1] takes the place of [dbo].[t2], and two INSTEAD OF triggers of one event cannot be)
GO
DROP TRIGGER [dbo].[t1]
GO

-- 2. drop trigger [dbo].[t2] ([dbo].[t2] takes the place of [dbo].[t1], and two INSTEAD OF triggers of one event cannot be)
GO
DROP TRIGGER [dbo].[t2]
GO

-- 3. create trigger [dbo].[t1] ([dbo].[t1] takes the place of [dbo].[t2], and two INSTEAD OF triggers of one event cannot be)
GO
CREATE TRIGGER [dbo].[t1] ON dbo.t INSTEAD OF UPDATE AS RETURN
GO

-- 4. create trigger [dbo].[t2] ([dbo].[t2] takes the place of [dbo].[t1], and two INSTEAD OF triggers of one event cannot be)
GO
CREATE TRIGGER [dbo].[t2] ON dbo.t INSTEAD OF INSERT AS RETURN
GO

-- And back

-- 1. drop trigger [dbo].[t1] ([dbo].[t1] takes the place of [dbo].[t2], and two INSTEAD OF triggers of one event cannot be)
GO
DROP TRIGGER [dbo].[t1]
GO

-- 2. drop trigger [dbo].[t2] ([dbo].[t2] takes the place of [dbo].[t1], and two INSTEAD OF triggers of one event cannot be)
GO
DROP TRIGGER [dbo].[t2]
GO

-- 3. create trigger [dbo].[t1] ([dbo].[t1] takes the place of [dbo].[t2], and two INSTEAD OF triggers of one event cannot be)
GO
CREATE TRIGGER [dbo].[t1] ON dbo.t INSTEAD OF INSERT AS RETURN
GO

-- 4. create trigger [dbo].[t2] ([dbo].[t2] takes the place of [dbo].[t1], and two INSTEAD OF triggers of one event cannot be)
GO
CREATE TRIGGER [dbo].[t2] ON dbo.t INSTEAD OF UPDATE AS RETURN
GO
