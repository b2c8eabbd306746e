namespace RaceModel.Tests.Reference;

/// <summary>The device and the IOMMU, acting for one DMA: rules D1, D2 and I1 to I4.</summary>
internal sealed class ReferenceDevice(ReferenceHardware hardware, ReferenceProgram program)
{
    /// <summary>
    /// Takes the step of DMA <paramref name="k"/> on <paramref name="s"/>; null if it has none. The properties that the
    /// step violates are added to <paramref name="violated"/>.
    /// </summary>
    public string? Step(ReferenceState s, int k, ISet<string> violated)
    {
        bool isRead = program.Requests[k - 1].IsRead;
        string? rule = s.Dma[k - 1].Phase switch
        {
            ReferencePhase.Posted => Fetch(s, k, violated),
            ReferencePhase.Lookup => isRead ? TranslateRead(s, k, violated) : TranslateWrite(s, k, violated),
            ReferencePhase.Walked => Commit(s, k),
            ReferencePhase.Granted => Land(s, k, violated),
            ReferencePhase.Landed => Complete(s, k),
            ReferencePhase.Stalled => Respond(s, k),
            _ => null,
        };
        return rule == null ? null : $"dma {k} {rule}";
    }

    // D1
    private string? Fetch(ReferenceState s, int k, ISet<string> violated)
    {
        if (s.DevicesStopped || AnEarlierOneIsPosted(s, k))
        {
            return null;
        }

        ReferenceRequest request = program.Requests[k - 1];
        if (!s.Isolated[request.Device])
        {
            s.Dma[k - 1].Phase = ReferencePhase.Lookup;
            return "fetch";
        }

        s.Dma[k - 1].Phase = ReferencePhase.Failed;
        if (!s.Asked[request.Iova])
        {
            violated.Add(ReferenceProperties.NoLegitimateFault);
        }

        return "refused";
    }

    private bool AnEarlierOneIsPosted(ReferenceState s, int k)
    {
        for (int earlier = 1; earlier < k; earlier++)
        {
            bool sameDevice = program.Requests[earlier - 1].Device == program.Requests[k - 1].Device;
            if (sameDevice && s.Dma[earlier - 1].Phase == ReferencePhase.Posted)
            {
                return true;
            }
        }

        return false;
    }

    // I1
    private string TranslateWrite(ReferenceState s, int k, ISet<string> violated)
    {
        (int d, int i, _) = program.Requests[k - 1];
        ReferenceDevtlbEntry devtlb = s.Devtlb[d][i];
        if (hardware.Ats && devtlb.Valid)
        {
            s.Dma[k - 1].Phase = ReferencePhase.Granted;
            s.Dma[k - 1].Page = devtlb.Page;
            s.Dma[k - 1].ViaAts = true;
            return "translate: device TLB hit";
        }

        ReferenceIotlbEntry iotlb = s.Iotlb[d][i];
        if (iotlb.Valid && iotlb.Writable && (iotlb.Dirty || !iotlb.Tracked))
        {
            Grant(s, k, iotlb.Page);
            return "translate: IOTLB hit";
        }

        if (iotlb.Valid && iotlb.Writable && iotlb.Tracked && !iotlb.Dirty)
        {
            Walk(s, k, iotlb.Page, fromCache: true);
            return "translate: clean IOTLB hit";
        }

        ReferencePte pte = s.Pte[i];
        if (pte.Present && pte.Writable)
        {
            Walk(s, k, pte.Page, fromCache: false);
            return "translate: walk";
        }

        Fault(s, k, violated);
        return "translate: fault";
    }

    private static void Walk(ReferenceState s, int k, int page, bool fromCache)
    {
        s.Dma[k - 1].Phase = ReferencePhase.Walked;
        s.Dma[k - 1].Page = page;
        s.Dma[k - 1].FromCache = fromCache;
    }

    /// <summary>A grant by the IOMMU; with ATS the device keeps the translation and uses it itself.</summary>
    private void Grant(ReferenceState s, int k, int page)
    {
        s.Dma[k - 1].Phase = ReferencePhase.Granted;
        s.Dma[k - 1].Page = page;
        s.Dma[k - 1].ViaAts = hardware.Ats;
        if (hardware.Ats)
        {
            (int d, int i, _) = program.Requests[k - 1];
            s.Devtlb[d][i] = new ReferenceDevtlbEntry(Valid: true, page);
        }
    }

    // I1r
    private string TranslateRead(ReferenceState s, int k, ISet<string> violated)
    {
        (int d, int i, _) = program.Requests[k - 1];
        if (s.Iotlb[d][i].Valid)
        {
            s.Dma[k - 1].Phase = ReferencePhase.Completed;
            return "translate read: IOTLB hit";
        }

        ReferencePte pte = s.Pte[i];
        if (pte.Present)
        {
            s.Iotlb[d][i] = new ReferenceIotlbEntry(Valid: true, pte.Page, pte.Writable, pte.Dirty, Tracked: s.Tracking);
            s.Dma[k - 1].Phase = ReferencePhase.Completed;
            return "translate read: walk";
        }

        Fault(s, k, violated);
        return "translate read: fault";
    }

    // I2
    private string Commit(ReferenceState s, int k)
    {
        int i = program.Requests[k - 1].Iova;
        int page = s.Dma[k - 1].Page;
        if (!s.Tracking)
        {
            FillIotlb(s, k, dirty: false, tracked: false);
            Grant(s, k, page);
            return "commit untracked";
        }

        if (hardware.DirtyUpdate == "revalidate")
        {
            ReferencePte pte = s.Pte[i];
            if (!(pte.Present && pte.Writable && pte.Page == page))
            {
                return LookUpAgain(s, k);
            }

            s.Pte[i] = pte with { Dirty = true };
        }
        else if (hardware.DirtyUpdate == "blind-or")
        {
            s.Pte[i] = s.Pte[i] with { Dirty = true };
        }
        else
        {
            s.Pte[i] = new ReferencePte(Present: true, Writable: true, Dirty: true, page);
        }

        FillIotlb(s, k, dirty: true, tracked: true);
        Grant(s, k, page);
        return "commit";
    }

    private string LookUpAgain(ReferenceState s, int k)
    {
        (int d, int i, _) = program.Requests[k - 1];
        if (s.Dma[k - 1].FromCache)
        {
            s.Iotlb[d][i] = default;
        }

        s.Dma[k - 1].Phase = ReferencePhase.Lookup;
        return "commit: look up again";
    }

    private void FillIotlb(ReferenceState s, int k, bool dirty, bool tracked)
    {
        (int d, int i, _) = program.Requests[k - 1];
        s.Iotlb[d][i] = new ReferenceIotlbEntry(Valid: true, s.Dma[k - 1].Page, Writable: true, dirty, tracked);
    }

    // I3
    private static string Land(ReferenceState s, int k, ISet<string> violated)
    {
        int page = s.Dma[k - 1].Page;
        int version = s.Ram[page].Version + 1;
        s.Ram[page] = new ReferenceContent(k, version);
        s.Dma[k - 1].Phase = ReferencePhase.Landed;
        s.Dma[k - 1].Version = version;
        s.Dma[k - 1].Drain = false;
        if (!s.Gmap.Contains(page))
        {
            violated.Add(ReferenceProperties.NoWriteAfterUnmap);
        }

        return "land";
    }

    // D2
    private static string Complete(ReferenceState s, int k)
    {
        s.Dma[k - 1].Phase = ReferencePhase.Completed;
        return "complete";
    }

    // I4
    private string? Respond(ReferenceState s, int k)
    {
        ReferenceRequest request = program.Requests[k - 1];
        ReferencePte pte = s.Pte[request.Iova];
        if (!pte.Present)
        {
            s.Dma[k - 1].Phase = ReferencePhase.Failed;
            return "respond: failed";
        }

        if (pte.Writable || request.IsRead)
        {
            s.Dma[k - 1].Phase = ReferencePhase.Lookup;
            return "respond: retry";
        }

        return null;
    }

    private void Fault(ReferenceState s, int k, ISet<string> violated)
    {
        (int d, int i, bool isRead) = program.Requests[k - 1];
        if (!s.Asked[i])
        {
            violated.Add(ReferenceProperties.NoLegitimateFault);
        }

        if (hardware.Fault == "page-request")
        {
            s.Dma[k - 1].Phase = ReferencePhase.Stalled;
            return;
        }

        if (s.Pte[i].Present)
        {
            violated.Add(ReferenceProperties.NoProtectionFault);
        }

        if (hardware.Fault == "reported")
        {
            violated.Add(ReferenceProperties.NoUnrecoverableFault);
            s.Faults[d]++;
            if (hardware.IsolateAfter > 0 && s.Faults[d] >= hardware.IsolateAfter)
            {
                s.Isolated[d] = true;
            }
        }

        // Abort: a read waits for its data, so it learns of the abort in any case.
        bool learns = isRead || hardware.Abort == "visible";
        s.Dma[k - 1].Phase = learns ? ReferencePhase.Failed : ReferencePhase.Vanished;
    }
}
