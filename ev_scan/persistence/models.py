"""The tables. What a column does not hold, a thief cannot read: no time of day, no owner, no plain word."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
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


class CaseRow(Base):
    """Whose a case is can be seen, so that one adviser's cases can be listed; of which company cannot."""

    __tablename__ = "case_file"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    account_id: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    revision: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class LoketCountRow(Base):
    __tablename__ = "loket_count"
    __table_args__ = {"sqlite_with_rowid": False}

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    region: Mapped[str] = mapped_column(String(40), primary_key=True)
    theme: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int]


class AccountRow(Base):
    """Somebody who signs in. A first password, a lost phone and a lost password are all mended by `account reset`."""

    __tablename__ = "account"

    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(240), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    disabled: Mapped[bool]
    must_change: Mapped[bool]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    verifier: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    desk_key: Mapped[bytes] = mapped_column(LargeBinary)
    totp: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_used: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)


class RecoveryCodeRow(Base):
    __tablename__ = "recovery_code"

    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("account.id"), index=True)


class StaffSessionRow(Base):
    __tablename__ = "staff_session"

    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[bytes] = mapped_column(LargeBinary(16), ForeignKey("account.id"), index=True)
    issued: Mapped[int] = mapped_column(BigInteger, index=True)
    stage: Mapped[str] = mapped_column(String(10))
    desk_key: Mapped[bytes] = mapped_column(LargeBinary)
    pending: Mapped[bytes | None] = mapped_column(LargeBinary)


class AuditRow(Base):
    """Only ever added to; each row holds a hash over itself and the one before."""

    __tablename__ = "audit_entry"

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    minute: Mapped[int] = mapped_column(BigInteger, index=True)
    actor: Mapped[str] = mapped_column(String(60))
    event: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(60))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


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
