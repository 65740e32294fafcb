"""The sealed cases of advisers, and the counts of the loket."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("account_id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_file"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_file_account_id", "case_file", ["account_id"])
    op.create_table(
        "loket_count",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("region", sa.String(40), nullable=False),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "region", "theme", name="pk_loket_count"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("loket_count")
    op.drop_index("ix_case_file_account_id", "case_file")
    op.drop_table("case_file")
