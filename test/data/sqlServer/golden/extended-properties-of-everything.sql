-- extended properties of everything

-- 1. drop extended property gone of schema s
--   ! drop: drops extended property gone of schema s
GO
EXEC sys.sp_dropextendedproperty @name = N'gone', @level0type = N'SCHEMA', @level0name = N's'
GO

-- 2. create extended property MS_Description of column s.t.a
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'c', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a'
GO

-- 3. create extended property MS_Description of index s.t.ix_t
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'i', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'INDEX', @level2name = N'IX_t'
GO

-- 4. create extended property MS_Description of constraint s.t.
GO
EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'k', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'CONSTRAINT', @level2name = N'PK_t'
GO

-- 5. alter extended property MS_Description of table s.t
GO
EXEC sys.sp_updateextendedproperty @name = N'MS_Description', @value = N'it''s new', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't'
GO

-- And back

-- 1. drop extended property MS_Description of column s.t.a
--   ! drop: drops extended property MS_Description of column s.t.a
GO
EXEC sys.sp_dropextendedproperty @name = N'MS_Description', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a'
GO

-- 2. drop extended property MS_Description of index s.t.ix_t
--   ! drop: drops extended property MS_Description of index s.t.ix_t
GO
EXEC sys.sp_dropextendedproperty @name = N'MS_Description', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'INDEX', @level2name = N'IX_t'
GO

-- 3. drop extended property MS_Description of constraint s.t.
--   ! drop: drops extended property MS_Description of constraint s.t.
GO
EXEC sys.sp_dropextendedproperty @name = N'MS_Description', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't', @level2type = N'CONSTRAINT', @level2name = N'PK_t'
GO

-- 4. create extended property gone of schema s
GO
EXEC sys.sp_addextendedproperty @name = N'gone', @value = N'x', @level0type = N'SCHEMA', @level0name = N's'
GO

-- 5. alter extended property MS_Description of table s.t
GO
EXEC sys.sp_updateextendedproperty @name = N'MS_Description', @value = N'old', @level0type = N'SCHEMA', @level0name = N's', @level1type = N'TABLE', @level1name = N't'
GO
