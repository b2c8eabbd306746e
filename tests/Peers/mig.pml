/* Live migration with device DMA through a caching IOTLB. Same atomic steps as mig.m / mig.tla.
 * build: spin -o2 -DN=3 -DD=4 -DR=2 -a mig.pml   (-DBUG=1: copy before flush)  */
#ifndef N
#define N 3
#endif
#ifndef D
#define D 4
#endif
#ifndef R
#define R 2
#endif
#ifndef BUG
#define BUG 0
#endif
bit present[N] = 1; bit dirty[N]; bit diff[N]; bit lg[N];
byte tlb[N];              /* 0 none 1 cached-clean 2 cached-dirty */
byte req, unm;            /* page+1 or 0 */
bit cmp, stop, paused, fin;
#define DIDLE 0
#define DLOOK 1
#define DWALK 2
#define DSETD 3
#define DWRIT 4
#define DCOMP 5
byte dpc, dp;
#define GRUN 0
#define GWAIT 1
#define GPOST 2
#define GWAITU 3
#define GPAUSED 4
byte gpc, gp, cnt = D;
#define VIDLE 0
#define VCLR 1
#define VFLUSH 2
#define VCOPY 3
#define VU1 4
#define VU2 5
#define VU3 6
#define VDONE 7
byte vpc, vi, rnd = R;
#define HELD (dpc==DSETD || dpc==DWRIT)

active proctype device() {
end: do
  :: d_step { dpc==DIDLE && req!=0 -> dp=req-1; req=0; dpc=DLOOK }
  :: d_step { dpc==DLOOK && tlb[dp]!=0 -> dpc=DSETD }
  :: d_step { dpc==DLOOK && tlb[dp]==0 -> dpc=DWALK }
  :: d_step { dpc==DWALK && present[dp] -> tlb[dp]=1+dirty[dp]; dpc=DSETD }
  :: d_step { dpc==DWALK && !present[dp] -> dpc=DCOMP }
  :: d_step { dpc==DSETD -> if :: tlb[dp]!=2 -> dirty[dp]=1; tlb[dp]=2 :: else fi; dpc=DWRIT }
  :: d_step { dpc==DWRIT -> diff[dp]=1; dpc=DCOMP }
  :: d_step { dpc==DCOMP -> cmp=1; dpc=DIDLE; dp=0 }
  od }

#define POSTP(p) d_step { gpc==GRUN && !stop && cnt>0 && present[p] -> req=p+1; gp=p; cnt--; gpc=GWAIT }
#define MAPP(p)  d_step { gpc==GRUN && !stop && cnt>0 && !present[p] -> present[p]=1 }
active proctype guest() {
end: do
  :: d_step { gpc==GRUN && stop -> paused=1; gpc=GPAUSED }
  :: POSTP(0)
  :: MAPP(0)
#if N>1
  :: POSTP(1)
  :: MAPP(1)
#endif
#if N>2
  :: POSTP(2)
  :: MAPP(2)
#endif
#if N>3
  :: POSTP(3)
  :: MAPP(3)
#endif
#if N>4
  :: POSTP(4)
  :: MAPP(4)
#endif
#if N>5
  :: POSTP(5)
  :: MAPP(5)
#endif
#if N>6
  :: POSTP(6)
  :: MAPP(6)
#endif
  :: d_step { gpc==GWAIT && cmp -> cmp=0; gpc=GPOST }
  :: d_step { gpc==GPOST -> gpc=GRUN; gp=0 }
  :: d_step { gpc==GPOST -> unm=gp+1; gpc=GWAITU; gp=0 }
  :: d_step { gpc==GWAITU && unm==0 -> gpc=GRUN }
  od }

byte k;
active proctype vmm() {
end: do
  :: d_step { vpc==VIDLE && unm!=0 -> vpc=VU1 }
  :: d_step { vpc==VIDLE && rnd>0 -> vi=0; vpc=VCLR }
  :: d_step { vpc==VIDLE && rnd==0 && !stop -> stop=1 }
  :: d_step { vpc==VIDLE && rnd==0 && paused && !fin -> fin=1; vi=0; vpc=VCLR }
  :: d_step { vpc==VCLR -> if :: dirty[vi] -> dirty[vi]=0; lg[vi]=1 :: else fi;
              if :: vi==N-1 -> vi=0; vpc=(BUG -> VCOPY : VFLUSH) :: else -> vi++ fi }
  :: d_step { vpc==VFLUSH && !HELD -> k=0; do :: k<N -> tlb[k]=0; k++ :: else -> break od; k=0; vpc=(BUG -> (fin -> VDONE : VIDLE) : VCOPY) }
  :: d_step { vpc==VCOPY -> if :: lg[vi] -> lg[vi]=0; diff[vi]=0 :: else fi;
              if :: vi==N-1 -> vi=0; if :: fin -> vpc=VDONE :: else -> rnd--; vpc=VIDLE fi;
                    if :: BUG -> vpc=VFLUSH :: else fi
                 :: else -> vi++ fi }
  :: d_step { vpc==VU1 -> present[unm-1]=0; vpc=VU2 }
  :: d_step { vpc==VU2 && !(HELD && dp==unm-1) -> tlb[unm-1]=0; vpc=VU3 }
  :: d_step { vpc==VU3 -> if :: dirty[unm-1] -> dirty[unm-1]=0; lg[unm-1]=1 :: else fi; unm=0; vpc=VIDLE }
  :: d_step { vpc==VDONE -> k=0; do :: k<N -> assert(!diff[k]); k++ :: else -> break od; k=0; vpc=VDONE+1 }
  od }
