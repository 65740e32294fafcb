"""Shares of a dossier, and the conversation about it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("lookup", sa.LargeBinary(16), nullable=False),
        sa.Column("epoch", sa.String(7), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.LargeBinary(16), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name="pk_share"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_share_expires", "share", ["expires"])
    op.create_table(
        "consultation",
        sa.Column("lookup", sa.LargeBinary(16), nullable=False),
        sa.Column("epoch", sa.String(7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name="pk_consultation"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_consultation_epoch", "consultation", ["epoch"])


def downgrade() -> None:
    op.drop_index("ix_consultation_epoch", "consultation")
    op.drop_table("consultation")
    op.drop_index("ix_share_expires", "share")
    op.drop_table("share")
