using System.Runtime.InteropServices;
using RaceModel.Checks.Exploration.Caching;
using RaceModel.Checks.Exploration.Storage;

namespace RaceModel.Checks.Reduction;

/// <summary>Where processes stand in stored states, as one worker knows it: many states differ in other things only.</summary>
internal sealed class Situations
{
    private readonly CompiledScenario _scenario;
    private readonly CompactCodec _codec;
    private readonly FutureAccesses _futures;
    private readonly PartView _hostView, _devicesView;
    private readonly List<HostPosition?> _hosts = [];
    private readonly List<RequestPhases?> _requests = [];

    public Situations(StepKnowledge knowledge, CompactCodec codec, FutureAccesses futures)
    {
        _scenario = knowledge.System.Compiled;
        _codec = codec;
        _futures = futures;
        _hostView = knowledge.Host.ViewOf(Pack(HostPosition.Fields));
        _devicesView = knowledge.Devices.ViewOf(Pack(RequestPhases.Fields));

        ReadOnlySpan<ulong> Pack(IEnumerable<StateLayout.Field> fields)
        {
            State mask = default;
            foreach (StateLayout.Field field in fields) mask[field.Word] |= field.Mask;
            var packed = new ulong[knowledge.System.Codec.WordCount];
            knowledge.System.Codec.Pack(mask, packed);
            return packed;
        }
    }

    /// <summary>Where the processes stand in a state.</summary>
    public Situation In(ulong stored) => new(_scenario, _futures, HostIn(stored), RequestsIn(stored));

    private HostPosition HostIn(ulong stored)
    {
        ref HostPosition? host = ref PlaceOf(_hosts, _hostView.Of(_codec.Host.In(stored)));
        return host ??= new(_scenario, _futures, _codec.Load(stored));
    }

    private RequestPhases RequestsIn(ulong stored)
    {
        ref RequestPhases? requests = ref PlaceOf(_requests, _devicesView.Of(_codec.Devices.In(stored)));
        return requests ??= new(_scenario, _codec.Load(stored));
    }

    private static ref T? PlaceOf<T>(List<T?> items, uint number) where T : class
    {
        if (number >= items.Count) CollectionsMarshal.SetCount(items, (int)number + 1);
        return ref CollectionsMarshal.AsSpan(items)[(int)number];
    }
}
