using System.Text;

namespace RaceModel;

/// <summary>
/// One step as it was taken: who, by which rule, with which arguments. Numbers are −1 where they have no meaning.
/// </summary>
public readonly record struct Step
{
    /// <summary>Nothing is meant by this number.</summary>
    public const int None = -1;

    /// <summary>Who takes the step.</summary>
    public required Actor Actor { get; init; }

    /// <summary>By which rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>The primitive that a VMM thread is in, if any.</summary>
    public Primitive? Primitive { get; init; }

    /// <summary>The DMA request, from 0 up.</summary>
    public int Dma { get; init; }

    /// <summary>The device.</summary>
    public int Device { get; init; }

    /// <summary>The IOVA, or the first of the range.</summary>
    public int Iova { get; init; }

    /// <summary>The last IOVA of the range; as <see cref="Iova"/> for one IOVA.</summary>
    public int LastIova { get; init; }

    /// <summary>The page.</summary>
    public int Page { get; init; }

    /// <summary>
    /// The step's name in saved schedules: actor, rule, and the arguments that it has, DMA requests numbered from 1 up
    /// (<c>iommu set-dirty dma=1 device=0 iova=0 page=0</c>).
    /// </summary>
    public string Name
    {
        get
        {
            var name = new StringBuilder(Words.Of(Actor)).Append(' ').Append(Words.Of(Rule));
            if (Primitive is { } primitive) name.Append(' ').Append(Words.Of(primitive));
            Append("dma", Dma == None ? None : Dma + 1);
            Append("device", Device);
            Append("iova", Iova);
            if (LastIova > Iova) name.Append('-').Append(LastIova);
            Append("page", Page);
            return name.ToString();

            void Append(string argument, int value)
            {
                if (value != None) name.Append(' ').Append(argument).Append('=').Append(value);
            }
        }
    }

    /// <summary>The step as a sentence that an IOMMU engineer would say.</summary>
    public override string ToString() => StepSentence.Of(this);
}
