-- extended properties of everything

-- 1. drop extended property gone of schema s
--   ! drop: drops extended property gone of schema s
GO
DECLARE @result int;
EXEC @result = sys.sp_dropextendedproperty @name = N'gone', @level0type = N'SCHEMA', @level0name = N's';
IF @result <> 0 THROW 50000, N'sp_dropextendedproperty has refused.', 1
GO

-- 2. create extended property MS_Description of column s.t.a
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'c', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 3. create extended property MS_Description of index s.t.ix_t
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'i', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'INDEX', @level2name = N'IX_t';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 4. create extended property MS_Description of constraint s.t.
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'k', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'CONSTRAINT', @level2name = N'PK_t';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 5. alter extended property MS_Description of table s.t
GO
DECLARE @result int;
EXEC @result = sys.sp_updateextendedproperty @name = N'MS_Description', @value = N'it''s new', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't';
IF @result <> 0 THROW 50000, N'sp_updateextendedproperty has refused.', 1
GO

-- And back

-- 1. drop extended property MS_Description of column s.t.a
--   ! drop: drops extended property MS_Description of column s.t.a
GO
DECLARE @result int;
EXEC @result = sys.sp_dropextendedproperty @name = N'MS_Description', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a';
IF @result <> 0 THROW 50000, N'sp_dropextendedproperty has refused.', 1
GO

-- 2. drop extended property MS_Description of index s.t.ix_t
--   ! drop: drops extended property MS_Description of index s.t.ix_t
GO
DECLARE @result int;
EXEC @result = sys.sp_dropextendedproperty @name = N'MS_Description', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'INDEX', @level2name = N'IX_t';
IF @result <> 0 THROW 50000, N'sp_dropextendedproperty has refused.', 1
GO

-- 3. drop extended property MS_Description of constraint s.t.
--   ! drop: drops extended property MS_Description of constraint s.t.
GO
DECLARE @result int;
EXEC @result = sys.sp_dropextendedproperty @name = N'MS_Description', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'CONSTRAINT', @level2name = N'PK_t';
IF @result <> 0 THROW 50000, N'sp_dropextendedproperty has refused.', 1
GO

-- 4. create extended property gone of schema s
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'gone', @value = N'x', @level0type = N'SCHEMA', @level0name = N's';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- 5. alter extended property MS_Description of table s.t
GO
DECLARE @result int;
EXEC @result = sys.sp_updateextendedproperty @name = N'MS_Description', @value = N'old', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't';
IF @result <> 0 THROW 50000, N'sp_updateextendedproperty has refused.', 1
GO
