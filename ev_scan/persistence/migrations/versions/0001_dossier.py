"""The sealed dossiers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("lookup", sa.LargeBinary(16), nullable=False),
        sa.Column("epoch", sa.String(7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name="pk_dossier"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dossier_epoch", "dossier", ["epoch"])


def downgrade() -> None:
    op.drop_index("ix_dossier_epoch", "dossier")
    op.drop_table("dossier")
