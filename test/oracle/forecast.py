"""The forecast of the learning curve, implemented a second time: the reference for test/fixtures/forecast.json.

Written apart from the Rust code, in another language, with dense matrices and no care for speed; docs/forecast.md has
the method, crates/core/src/estimator/forecast/settings.rs what each constant is for. It needs numpy and scipy:

    python3 test/oracle/forecast.py

rewrites the answers in the fixture from the data, options and partitions in it, which the Rust tests hold to.
"""

import json
from pathlib import Path


import numpy as np

LN = np.log
# ---- constants: docs/forecast.md and settings.rs say what each is for
WINDOW = 0.5  # collapse is used where df1/n <= WINDOW
FITLO = 0.2  # continuation slopes fitted on df1/n in [FITLO, WINDOW]
BSHRINK = 0.75  # shrink of the slope of ln B below the window (a floor is always possible)
KNOTS = np.array([-1.0, -0.3, 0.2, 0.7, 1.2, 2.0])  # u = decades of kappa below the window
WG = np.array([0.5, 0.5, 0.25, 0.1, 0.1, 0.0])  # weight of GCV (log-mean with LOO)
PW = np.array([0.0, 0.0, 0.05, 0.3, 0.4, 0.4])  # weight of the power law in P
CS = 0.02 + 0.05 * np.arange(40)  # exponents of the power-law grid 0.02..1.97
FS = 0.05 * np.arange(20)  # floor fractions 0..0.95
PEN = 0.003
CPRIOR = 0.4
RHO0, RHOK, RHOCAP, RHOCLIP = 1.2, 0.03, 2.5, 0.3  # backtest correction
TAILK, TAIL0, TAILMAX = 0.5, 0.1, 0.3  # small-sample correction for heavy residuals
Q0, QSE, QCG, QUP, QBT, QCP, QHV = 0.02, 1.75, 0.2, 0.1, 0.25, 0.4, 0.4  # interval
CTH, CA, CMIX = 1.3, 0.6, 0.4  # classification: exponent, power-law share
CQ0, CQSE, CQBT, CQD = 0.06, 1.8, 0.25, 0.4  # classification interval
GPD, GLO, GHI = 8, -9, 1  # ridge grid: points per decade, decades
LPMAX = LN(64.0)
MINSUB = 12
OPTU = 1.7


# ---- one eigendecomposition -> all curves ----------------------------------------------------
def ridge_grid(K, user):
    d = max(float(np.mean(np.diag(K))), 1e-300)
    g = d * 10.0 ** (GLO + np.arange((GHI - GLO) * GPD + 1) / GPD)
    u = np.array([l for l in user if l > 0 and np.isfinite(l)], float)
    return np.unique(np.concatenate([g, u]))


def curve(K, Y, lams, intercept, labels=None, keep=False):
    n = len(K)
    ic = 1 if intercept else 0
    if ic:
        r = K.mean(0)
        K = K - r - r[:, None] + r.mean()
        Yc = Y - Y.mean(0)
    else:
        Yc = Y
    s, U = np.linalg.eigh(K)
    s = np.maximum(s / n, 0)
    s[s < 1e-14 * n * s[-1]] = 0
    C = U.T @ Yc
    a = lams / (s[:, None] + lams)  # n x G
    m = a.mean(0)
    a2 = (a * a).mean(0)
    am = (a * (s[:, None] / (s[:, None] + lams))).mean(0)  # mean a(1-a)
    h = (s[:, None] / (s[:, None] + lams)).sum(0)
    A1 = a.sum(0) - ic
    A2 = (a * a).sum(0) - ic
    AM = n * am
    c = dict(
        n=n,
        ic=ic,
        lam=lams,
        kappa=n * lams / A1,
        df1=h,
        ddf=AM * A1 / A2,
        og=np.maximum(A1 * A1 / ((n - ic) * A2), 1e-9),
        tr=float(s.sum()),
    )
    omh = np.maximum((U * U) @ a - ic / n, 1e-12)  # 1 - H_ii
    G = len(lams)
    loo = np.empty(G)
    gcv = np.empty(G)
    rse = np.empty(G)
    top = np.empty(G)
    err = np.full(G, np.nan)
    gse = np.empty(G)
    nt = max(1, n // 50)
    for g in range(G):
        E = U @ (a[:, g : g + 1] * C)
        e2 = (E * E).sum(1)
        R = E / omh[:, g : g + 1]
        q = (R * R).sum(1)
        loo[g] = q.mean()
        gcv[g] = e2.mean() / max(m[g] - ic / n, 1e-12) ** 2
        rse[g] = q.std(ddof=1) / np.sqrt(n) / max(loo[g], 1e-300)
        top[g] = np.sort(q)[-nt:].sum() / max(q.sum(), 1e-300)
        dd = e2 / max(e2.mean(), 1e-300) - q / max(loo[g], 1e-300)
        gse[g] = dd.std(ddof=1) / np.sqrt(n)  # s.e. of ln GCV - ln LOO
        if labels is not None:
            err[g] = ((Y - R).argmax(1) != labels).mean()
    c.update(loo=np.maximum(loo, 1e-300), gcv=np.maximum(gcv, 1e-300), rse=rse, top=top, err=err, gse=gse)
    return c


# ---- collapse ---------------------------------------------------------------------------------
class Collapse:
    def __init__(self, c, kind="loo"):
        n = c["n"]
        f = c["df1"] / n
        G = len(f)
        i = int(np.argmax(f <= WINDOW)) if (f <= WINDOW).any() else G - 3
        i = min(i, G - 3)
        self.i = i
        self.closed = i > 0  # closed: the window really ends at kappa0
        self.n = n
        self.ic = c["ic"]
        self.tr = c["tr"]
        self.top = c["top"][i:]
        self.lk = LN(c["kappa"][i:])
        self.k0 = self.lk[0]
        self.ld = LN(np.maximum(c["df1"][i:], 1e-300))
        self.ldd = LN(np.maximum(c["ddf"][i:], 1e-12))
        self.E = LN(c[kind][i:])
        self.lB = self.E + LN(c["og"][i:])
        self.al = self.be = 0.0
        if self.closed:
            f = f[i:]
            q = f >= min(FITLO, 0.5 * f[0])
            q[:3] = True
            x = self.lk[q]
            xc = x - x.mean()
            v = (xc * xc).sum()
            if x[-1] - x[0] > 1e-6:
                self.al = float(np.clip(-(xc * self.ld[q]).sum() / v, 0, 1))
                self.be = float(np.clip((xc * self.lB[q]).sum() / v, 0, 2)) * BSHRINK

    def df1(self, lk):
        return (
            np.exp(self.ld[0] - self.al * (lk - self.k0)) if lk < self.k0 else np.exp(np.interp(lk, self.lk, self.ld))
        )

    def ddf(self, lk):
        return (
            np.exp(self.ldd[0] - self.ld[0]) * self.df1(lk)
            if lk < self.k0
            else np.exp(np.interp(lk, self.lk, self.ldd))
        )

    def lnB(self, lk):
        return self.lB[0] + self.be * (lk - self.k0) if lk < self.k0 else np.interp(lk, self.lk, self.lB)

    def kappa(self, P, lam):
        if not np.isfinite(P):
            return LN(max(lam, np.exp(self.k0 - 30)))
        lo = max(LN(max(lam, 1e-300)), self.k0 - 30)
        hi = max(LN(lam + np.exp(self.lk[-1]) + self.tr / P), lo)
        for _ in range(80):
            m = 0.5 * (lo + hi)
            if lam * np.exp(-m) + self.df1(m) / P > 1:
                lo = m
            else:
                hi = m
        return 0.5 * (lo + hi)

    def lnE(self, P, lam):
        lk = self.kappa(P, lam)
        if np.isfinite(P):
            og = min(max(max(lam * np.exp(-lk), 1 - self.df1(lk) / P) + self.ddf(lk) / P - self.ic / P, 1e-3), 1.0)
        else:
            og = 1.0
        return self.lnB(lk) - LN(og), lk

    def u(self, lk):
        return (self.k0 - lk) / LN(10.0) if self.closed else min((self.k0 - lk) / LN(10.0), -1.0)


# ---- power law in P with floor, grid search ----------------------------------------------------
def powerlaw(sizes, L, P):
    """ln forecast; minimises weighted squared log residuals + PEN*ln(c/CPRIOR)^2 over the grid."""
    x = np.asarray(sizes, float) / sizes[-1]
    W = np.sqrt(x)
    W = W / W.sum()
    y = LN(np.maximum(L, 1e-300))
    p = LN(FS[None, :, None] + (1 - FS[None, :, None]) * x[None, None, :] ** -CS[:, None, None])
    r = y - p
    s = (r * W).sum(-1)
    e = ((r - s[..., None]) ** 2 * W).sum(-1) + (PEN * LN(CS / CPRIOR) ** 2)[:, None]
    i, j = np.unravel_index(np.argmin(e), e.shape)  # first minimum in (c, floor) order
    z = P / sizes[-1]
    t = 0.0 if not np.isfinite(P) else z ** -CS[i]
    return LN(max(FS[j] + (1 - FS[j]) * t, 1e-300)) + s[i, j], CS[i], FS[j]


def lat(c, lam, key):  # value of a curve at ridge lam (on the grid exactly for user ridges), log-interpolated
    v = c[key]
    l = max(lam, c["lam"][0])
    return float(np.exp(np.interp(LN(l), LN(c["lam"]), LN(np.maximum(v, 1e-300)))))


class Forecaster:
    def __init__(self, K, Y, parts, lams=(), intercept=True, labels=None):
        """K n x n kernel matrix, Y n x q (one-hot for labels, then labels = int codes)"""
        self.n = n = len(K)
        self.labels = labels
        self.q = Y.shape[1]
        Y0 = Y - Y.mean(0) if intercept else Y
        self.const = float((Y0 * Y0).sum()) <= 1e-28 * max(float((Y * Y).sum()), 1e-300)
        if self.const:
            return
        G = ridge_grid(K, lams)
        self.grid = G
        self.full = curve(K, Y, G, intercept, labels)
        self.sub = {
            fr: [curve(K[np.ix_(ix, ix)], Y[ix], G, intercept, None if labels is None else labels[ix]) for ix in S]
            for fr, S in parts.items()
        }
        mk = lambda c: (Collapse(c, "loo"), Collapse(c, "gcv"))
        self.F = [mk(self.full)]
        self.S = {fr: [mk(c) for c in S] for fr, S in self.sub.items()}

    def sizes(self, lam, key="loo"):
        m, L = [], []
        for fr in (8, 4, 2):
            if fr in self.sub:
                m.append(self.n // fr)
                L.append(float(np.mean([lat(c, lam, key) for c in self.sub[fr]])))
        m.append(self.n)
        L.append(lat(self.full, lam, key))
        return m, L

    @staticmethod
    def blend(cols, m, L, P, lam):
        o = []
        for cl, cg in cols:
            c, lk = cl.lnE(P, lam)
            g, _ = cg.lnE(P, lam)
            u = cl.u(lk)
            r = np.clip((np.interp(lk, cl.lk, cl.top) - 0.2) / 0.2, 0, 1)
            w = np.interp(u, KNOTS, WG) * (1 - (1 - r) * np.clip((0.2 - u) / 0.5, 0, 1))
            o.append(((1 - w) * c + w * g, u, c, g, lk))
        o = np.array(o)
        col = LN(np.exp(o[:, 0]).mean())
        u = o[:, 1].mean()
        b = np.interp(u, KNOTS, PW) if len(m) > 1 and np.isfinite(P) else 0.0
        p = powerlaw(m, L, P)[0] if len(m) > 1 and np.isfinite(P) else col
        return dict(f=(1 - b) * col + b * p, col=col, p=p, u=u, c=o[0, 2], g=o[0, 3], lk=o[0, 4], b=b)

    def backtest(self, lam):
        m, L = self.sizes(lam)
        ln = LN(L[-1])
        r2 = r4 = 0.0
        k = len(m)
        if 2 in self.S:
            r2 = self.blend(self.S[2], m[: k - 1], L[: k - 1], self.n, lam)["f"] - ln
        if 4 in self.S:
            r4 = self.blend(self.S[4], m[: k - 2], L[: k - 2], self.n, lam)["f"] - ln
        return r2, r4

    def at(self, P, lam, test_size=1000):
        """-> dict(testError, lo, hi, ...); P may be np.inf (ceiling at this ridge)"""
        if self.const:
            return dict(testError=0.0, lo=0.0, hi=0.0, reliability="constant target")
        n = self.n
        m, L = self.sizes(lam)
        B = self.blend(self.F, m, L, P, lam)
        r2, r4 = self.backtest(lam)
        lp = min(LN(P / n), LPMAX) if np.isfinite(P) else LPMAX
        se = lat(self.full, lam, "rse")
        F = self.F[0][0]
        ww = slice(F.i, None)
        seB = float(np.interp(B["lk"], F.lk, self.full["rse"][ww]))
        top = float(np.interp(B["lk"], F.lk, self.full["top"][ww]))
        rho = min(1.0, RHO0 / (1 + (se / RHOK) ** 2)) * np.interp(B["u"], [-0.3, 0.2], [0, 1])
        Bn = self.blend(self.F, m, L, n, lam)
        sn = float(np.interp(Bn["lk"], F.lk, self.full["rse"][ww]))
        here = Bn["f"] - TAILK * np.clip(sn - TAIL0, 0, TAILMAX) - LN(L[-1])
        ex = 1 - (2.5 * se / here) ** 2 if here != 0 else 0.0
        f = (
            B["f"]
            - (here * ex if ex > 0 else 0.0)
            - rho * np.clip(r2, -RHOCLIP, RHOCLIP) * min(max(lp, 0) / LN(2.0), RHOCAP)
            - TAILK * np.clip(seB - TAIL0, 0, TAILMAX)
        )
        up = np.interp(B["u"], [-0.5, 1.5], [0, 1])
        bt = np.sqrt((np.clip(r2, -1, 1) ** 2 + np.clip(r4, -1, 1) ** 2) / 2)
        al = abs(lp)
        var = (
            Q0**2
            + QSE**2 * seB**2 * (1 + n / test_size)
            + (QCG * min(abs(B["c"] - B["g"]), 1) * (1 - up)) ** 2
            + (QUP * up * al) ** 2
            + (QBT * bt * al / LN(4.0)) ** 2
            + (QCP * up * min(abs(B["c"] - B["p"]), 1.5)) ** 2
        )
        s = np.sqrt(var)
        hv = np.interp(top, [0.15, 0.6], [0, 1])
        s = s * (1 + 0.3 * np.interp(B["u"], [0, 0.4], [0, 1])) + 0.5 * max(B["u"] - 2, 0)
        sp = r2 if abs(r2) > 0.5 else 0.0
        out = dict(
            P=P,
            lam=lam,
            testError=float(np.exp(f)),
            lo=float(np.exp(f - s - max(sp, 0))),
            hi=float(np.exp(f + s * (1 + QHV * hv) - min(sp, 0))),
            kappa=float(np.exp(B["lk"])),
            u=float(B["u"]),
            loo=float(np.exp(B["c"])),
            gcv=float(np.exp(B["g"])),
            power=float(np.exp(B["p"])),
            weightPower=float(B["b"]),
            weightGcv=float(np.interp(B["u"], KNOTS, WG)),
            r2=float(r2),
            r4=float(r4),
            rho=float(rho),
            seB=seB,
            top=top,
            lnf=float(f),
        )
        out["reliability"] = "inside" if B["u"] <= 0 else ("edge" if B["u"] <= 0.7 else "far")
        if self.labels is not None:
            out.update(self.classerr(P, lam, B, f, se, bt, al, test_size))
        return out

    def classerr(self, P, lam, B, f, se, bt, al, test_size):
        n = self.n
        F = self.F[0][0]
        flo = 0.5 / n
        lk = max(B["lk"], F.k0)
        er = np.maximum(self.full["err"][F.i :], flo)
        A = LN(np.interp(lk, F.lk, er)) + CTH * (f - np.interp(lk, F.lk, F.E))  # same kappa
        m, L = self.sizes(lam)
        e = []
        for fr in (8, 4, 2):
            if fr in self.sub:
                e.append(
                    float(np.mean([np.interp(LN(max(lam, c["lam"][0])), LN(c["lam"]), c["err"]) for c in self.sub[fr]]))
                )
        e.append(float(np.interp(LN(max(lam, self.grid[0])), LN(self.grid), self.full["err"])))
        e = np.maximum(e, flo)
        C = LN(e[-1]) + CTH * (f - LN(L[-1]))  # same ridge
        ab = CA * A + (1 - CA) * C
        D = powerlaw(m, e, P)[0] if len(m) > 1 and np.isfinite(P) else ab
        lp = LN(P / n) if np.isfinite(P) else np.inf
        w = CMIX * min(1.0, LN(2.0) / max(lp, LN(2.0)))
        v = min((1 - w) * ab + w * D, LN(0.999))
        p = np.exp(v)
        p0 = max(float(np.interp(lk, F.lk, er)), flo)
        s2 = (
            CQ0**2
            + CQSE**2 * ((1 - p0) / (p0 * n) + (1 - p) / (p * test_size))
            + (CQBT * abs(f - LN(L[-1]))) ** 2
            + (CQD * abs(ab - D)) ** 2
        )
        s = np.sqrt(s2)
        return dict(
            classError=float(p),
            classLo=float(np.exp(v - s)),
            classHi=float(min(np.exp(v + s), 1)),
            clsA=float(A),
            clsC=float(C),
            clsD=float(D),
            clsAl=float(abs(f - LN(L[-1]))),
            clsP0=p0,
        )

    # ---- derived quantities
    def exponent(self, P, lam):
        d = 0.1
        return -(self.at(P * np.exp(d), lam)["lnf"] - self.at(P * np.exp(-d), lam)["lnf"]) / (2 * d)

    def optimal(self, P, test_size=1000):
        """ridge of least forecast at P: uncorrected blend f0, kappa at most OPTU decades below the window"""
        v = []
        ls = self.grid
        for l in ls:
            B = self.blend(self.F, *self.sizes(l), P, l)
            v.append(B["f"] if B["u"] <= OPTU else np.inf)
        v = np.array(v)
        k = int(np.argmin(v))
        lam = ls[k]
        if 0 < k < len(ls) - 1 and np.isfinite(v[k - 1]) and np.isfinite(v[k + 1]):
            x0, x1, x2 = LN(ls[k - 1 : k + 2])
            d1, d2 = (v[k] - v[k - 1]) / (x1 - x0), (v[k + 1] - v[k]) / (x2 - x1)
            c = (d2 - d1) / (x2 - x0)
            if c > 1e-12:
                lam = float(np.exp(np.clip(0.5 * (x0 + x1) - d1 / (2 * c), x0, x2)))
        return lam, self.at(P, lam, test_size)

    def ceiling(self, lam):
        return self.at(np.inf, lam, test_size=10**9)

    def jb(self, x):
        F, Gc = self.F[0]
        u = F.u(x)
        r = np.clip((np.interp(x, F.lk, F.top) - 0.2) / 0.2, 0, 1)
        w = np.interp(u, KNOTS, WG) * (1 - (1 - r) * np.clip((0.2 - u) / 0.5, 0, 1))
        seB = float(np.interp(x, F.lk, self.full["rse"][F.i :]))
        return (1 - w) * F.lnB(x) + w * Gc.lnB(x) - TAILK * np.clip(seB - TAIL0, 0, TAILMAX)

    def ceiling_all(self):
        """error no amount of data beats at any ridge: floor of B(kappa) = s(fl+(1-fl)(kappa/kappa0)^be)"""
        F, Gc = self.F[0]
        n = self.n
        k = np.linspace(
            F.k0, F.lk[np.argmax(np.exp(F.ld) / n <= 0.02)] if (np.exp(F.ld) / n <= 0.02).any() else F.lk[-1], 16
        )
        y = np.array([self.jb(x) for x in k])
        i = int(np.argmin(y))
        if not F.closed or i > 4:  # the minimum is inside the window: it is the ceiling
            s = QSE * float(np.interp(k[i], F.lk, self.full["rse"][F.i :]))
            s = np.hypot(s, Q0)
            return dict(
                value=float(np.exp(y[i])), lo=float(np.exp(y[i] - s)), hi=float(np.exp(y[i] + s)), kind="reached"
            )
        t = np.exp(k - k[0])
        be = 0.05 * np.arange(1, 41)
        fl = 0.02 * np.arange(50)
        p = LN(fl[None, :, None] + (1 - fl[None, :, None]) * t[None, None, :] ** be[:, None, None])
        r = y - p
        s = r.mean(-1)
        e = ((r - s[..., None]) ** 2).mean(-1)
        eb = e.min(0)
        j = int(np.argmin(eb))
        b = int(np.argmin(e[:, j]))
        se = float(self.full["rse"][F.i])
        ok = eb <= eb[j] + (0.25 * se) ** 2
        val = fl * np.exp(s[np.argmin(e, 0), np.arange(len(fl))])
        hi = np.exp(y.min() + QSE * se)
        return dict(
            value=float(min(val[j], np.exp(y.min()))),
            lo=float(val[ok].min() * np.exp(-QSE * se)),
            hi=float(min(hi, max(val[ok].max(), val[j], np.exp(self.jb(k[0] - LN(10.0)))) * np.exp(QSE * se))),
            kind="extrapolated",
            bound=float(np.exp(y.min())),
        )

    def universality(self, lam):
        """LOO against GCV at the user's ridge: gap of logs over its standard error"""
        c, g, s = lat(self.full, lam, "loo"), lat(self.full, lam, "gcv"), lat(self.full, lam, "gse")
        gap = LN(g / c)
        z = gap / max(s, 1e-12)
        v = (
            "holds"
            if abs(gap) < 0.05 or (abs(gap) < 0.15 and abs(z) < 2)
            else ("fails" if abs(gap) >= 0.15 and abs(z) >= 3 else "doubtful")
        )
        return dict(gap=float(gap), se=float(s), verdict=v)


def kernel_matrix(X, kernel):
    from scipy.spatial.distance import cdist

    if kernel["kind"] == "linear":
        return X @ X.T
    if kernel["kind"] == "laplacian":
        return np.exp(-kernel["gamma"] * cdist(X, X, "cityblock"))
    return np.exp(-kernel["gamma"] * cdist(X, X, "sqeuclidean"))


def answer(case, parts):
    X, Y = np.array(case["X"]), np.array(case["y"])
    given = case.get("lambda")
    optimal = given is None
    labels = Y.argmax(1) if case["labels"] else None
    parts = {
        int(fraction): [np.array(part) for part in all_parts] for fraction, all_parts in parts[str(len(X))].items()
    }
    F = Forecaster(kernel_matrix(X, case["kernel"]), Y, parts, [] if optimal else [given], case["intercept"], labels)
    points = []
    for P in case["at"]:
        lam, a = F.optimal(P) if optimal else (given, F.at(P, given))
        best_lam, best = F.optimal(P)
        if np.log(a["testError"]) < np.log(best["testError"]) - 1e-3:
            best_lam, best = lam, a
        point = dict(
            samples=P,
            lam=lam,
            testError=a["testError"],
            interval=[a["lo"], a["hi"]],
            kappa=a["kappa"],
            below=a["u"],
            exponent=F.exponent(P, lam),
            optimalLambda=best_lam,
            optimalError=best["testError"],
        )
        if labels is not None:
            point.update(classError=a["classError"], classInterval=[a["classLo"], a["classHi"]])
        points.append(point)
    case["forecast"] = points
    c = F.ceiling_all()
    raw = dict(value=c["value"], lo=c["lo"], hi=c["hi"])
    curve = F.n * 0.125 * np.exp(np.log(1e6 / 0.125) / 160 * np.arange(161))
    least = min(
        [(F.optimal(P)[1] if optimal else F.at(P, given))["testError"] for P in curve]
        + [min(p["testError"], p["optimalError"]) for p in points]
    )
    case["ceiling"] = dict(
        testError=min(raw["value"], least),
        interval=[min(raw["lo"], least), raw["hi"]],
        basis=c["kind"],
        bound=c.get("bound", c["value"]),
    )
    if optimal:
        return
    case["observed"] = F.sizes(given)[1]
    case["backtest"] = [float(x) for x in F.backtest(given)]
    u = F.universality(given)
    case["universality"] = [u["gap"], u["se"], u["verdict"]]
    limit = F.ceiling(given)
    ceiling = case["ceiling"]
    low, high = ceiling["interval"]
    if limit["u"] > 2:
        case["ceilingAtLambda"] = [ceiling["testError"], low, high]
    elif limit["u"] <= 0:
        case["ceilingAtLambda"] = [limit["testError"], limit["lo"], limit["hi"]]
    else:
        error = max(limit["testError"], ceiling["testError"])
        case["ceilingAtLambda"] = [error, max(limit["lo"], low), max(limit["hi"], error)]


if __name__ == "__main__":
    path = Path(__file__).parent.parent / "fixtures" / "forecast.json"
    fixture = json.loads(path.read_text())
    for case in fixture["cases"]:
        answer(case, fixture["partitions"])
    path.write_text(json.dumps(fixture))
