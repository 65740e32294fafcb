"""The tables. What a column does not hold, a thief cannot read: no time of day, no owner, no plain word."""

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ev_scan.persistence.base import Base


class DossierRow(Base):
    __tablename__ = "dossier"
    __table_args__ = {"sqlite_with_rowid": False}  # a rowid would keep the order in which dossiers were made

    lookup: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(7), index=True)
    revision: Mapped[int]
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ShareRow(Base):
    __tablename__ = "share"
    __table_args__ = {"sqlite_with_rowid": False}

    lookup: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(7))
    expires: Mapped[int] = mapped_column(BigInteger, index=True)
    uses_left: Mapped[int]
    claimed_by: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    payload: Mapped[bytes] = mapped_column(LargeBinary)


class ConsultationRow(Base):
    __tablename__ = "consultation"
    __table_args__ = {"sqlite_with_rowid": False}

    lookup: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(7), index=True)
    revision: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
